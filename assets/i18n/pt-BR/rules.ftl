# The page of the safety rules
rules-title = Regras de segurança
rules-about = Cada sessão é avaliada por estas regras. O que você muda já vale para a próxima análise; o relatório diz quais regras não estão como vieram.
rules-summary = Regras: { $all } · alteradas: { $changed } · suas: { $own } · desligadas: { $off }
rules-retry = Tentar de novo
rules-new = Nova regra
rules-menu = Mais para todas as regras
rules-import = Importar regras
rules-export = Exportar todas as regras
rules-standard-all = Voltar todas ao padrão
rules-general-all = Voltar todas às de todos os veículos
rules-standard-already = Nada está diferente
rules-standard-done = Regras que voltaram ao que eram: { $n }
rules-scope = Regras de
rules-scope-all = Todos os veículos
rules-scope-hint = O que muda para um veículo vale só para as sessões dele.
rules-try = Experimentar em uma sessão
rules-try-none = Nenhuma
rules-try-hint = Mostra quantos eventos cada regra dá ali, antes de analisar de novo.
rules-trying = Avaliando a sessão
rules-tried = Com estas regras a sessão tem { $events ->
    [one] 1 evento
   *[other] { $events } eventos
}, { $dangers } de perigo.
rules-try-now = Experimentar na sessão
rules-try-again = Mudou desde então: experimente de novo.
rules-try-wrong = Ainda há algo errado na regra
rules-edit = Editar
rules-edit-title = Regra: { $name }
rules-actions = Mais para { $name }
rules-duplicate = Duplicar
rules-delete = Excluir
rules-deleted = “{ $name }” foi excluída.
rules-saved = “{ $name }” está salva.
rules-save = Salvar regra
rules-standard-one = Voltar ao padrão
rules-general-one = Voltar à de todos os veículos
rules-standard-one-done = “{ $name }” voltou ao que era.
rules-switched-on = “{ $name }” está ligada.
rules-switched-off = “{ $name }” está desligada.
rules-changed = alterada
rules-changed-vehicle = só para este veículo
rules-source-fueltech = alerta da própria FuelTech
rules-source-fueltech_targets = alvos de λ da FuelTech com folga
rules-source-vehicle = precisa do limite do veículo
rules-source-field = o que os preparadores usam
rules-source-project = nossa, com folga
rules-source-own = regra sua
rules-limit-vehicle = limite do veículo
rules-limit-vehicle-open = usa o limite do veículo quando ele tem um
rules-limit-none = nenhum: o veículo não tem limite informado
rules-limit-true = assim que acontece
rules-limit-above = acima de { $limit }
rules-limit-below = abaixo de { $limit }
rules-limit-at = { $limit } a { $at }
rules-not-judged = Aqui { $why }
rules-found = { $events ->
    [0] nenhum evento
    [one] 1 evento, perigo: { $dangers }
   *[other] { $events } eventos, perigo: { $dangers }
}
rules-nameless = Sem título

# The editor
rules-name = Título
rules-hint = Dica
rules-hint-hint = O que significa e o que fazer; aparece junto do achado.
rules-expression = Expressão
rules-expression-hint = Uma condição como rpm > 3000 and oil_pressure < 2 bar, ou um valor que recebe limites.
rules-enabled = Ligada
rules-severity-hint = Atenção: vale olhar antes de seguir. Perigo: pare e resolva.
rules-mode = Limite
rules-mode-fixed = O mesmo em todo lugar
rules-mode-over = Por pontos ao longo de { $channel }
rules-threshold = Limite
rules-threshold-hint = Vazio: nenhum.
rules-point-add = Adicionar ponto
rules-point-drop = Remover
rules-point-drop-n = Remover o ponto { $n }
rules-point-wrong = Ponto { $n }: { $why }
rules-no-unit = A unidade não é conhecida aqui: os limites estão na unidade de base do log (bar, °C, rpm, %, λ).
rules-side = O problema está
rules-side-above = acima do limite
rules-side-below = abaixo do limite
rules-follow = Usar o limite do veículo quando ele tem um
rules-follow-max_rpm = Rotação máxima do veículo.
rules-follow-max_boost = Pressão máxima de turbo do veículo.
rules-follow-duty = Abertura máxima dos bicos do veículo.
rules-follow-coolant = Temperatura máxima da água do veículo.
rules-follow-intake_air = Temperatura máxima do ar de admissão do veículo.
rules-follow-egt = Temperatura máxima de escape do veículo.
rules-follow-fuel_pressure_min = Pressão mínima de combustível do veículo.
rules-from-limit-caution = Atenção, a partir desse limite
rules-from-limit-danger = Perigo, a partir desse limite
rules-hysteresis = Retorno de
rules-hysteresis-hint = O evento termina quando o valor volta para dentro do limite por essa diferença.
rules-lasting = Duração mínima
rules-lasting-hint = O que dura menos não é evento.
rules-merged = Um só evento até
rules-merged-hint = Eventos mais próximos que isso são um só.
rules-when = Só onde
rules-when-hint = Uma condição; vazio: em todo o log.
rules-fuels = Só com estes combustíveis
rules-fuel-unknown = Também quando o combustível não é conhecido
rules-fuel-gasoline = Gasolina
rules-fuel-e10 = E10
rules-fuel-e22 = E22
rules-fuel-e27 = E27
rules-fuel-e30 = E30
rules-fuel-e85 = E85
rules-fuel-e100 = Etanol anidro
rules-fuel-e100-hydrous = Etanol hidratado
rules-fuel-methanol = Metanol
rules-fuel-cng = GNV
rules-fuel-lpg = GLP
rules-fuel-diesel = Diesel
rules-functions = Funções e operadores

# What is wrong
rules-error-missing = Algo precisa estar aqui.
rules-error-unknown_field = Não existe campo com este nome.
rules-error-not_a_number = É preciso um número.
rules-error-not_a_text = É preciso um texto.
rules-error-not_a_boolean = É preciso true ou false.
rules-error-not_a_list = É preciso uma lista.
rules-error-not_an_object = É preciso um grupo de campos entre chaves.
rules-error-unknown_word = “{ $found }” não é uma das palavras que podem estar aqui.
rules-error-out_of_range = Deve estar entre { $least } e { $most }.
rules-error-too_long = No máximo { $most } caracteres.
rules-error-too_many = No máximo { $most }.
rules-error-no_id = Só letras minúsculas, dígitos, _ e -.
rules-error-repeated = Uma regra anterior tem o mesmo id.
rules-error-no_threshold = É preciso um limite: de atenção, de perigo ou os dois.
rules-error-order = O perigo viria antes da atenção.
rules-error-not_ascending = Os pontos precisam ser crescentes.
rules-error-side = O que esta regra observa tem o problema do outro lado.
rules-error-other_watch = A regra padrão com este id observa outra coisa: dê outro id à sua.

# Files
rules-place = Regra { $n }, { $field }
rules-place-rule = Regra { $n }
rules-imported = Regras tomadas do arquivo: { $n }; já iguais: { $same }
rules-import-nothing = Todas as regras de { $file } já estão aqui.
rules-import-failed = { $file } não muda nenhuma regra
rules-file-syntax = Não é JSON a partir da linha { $line }, caractere { $column }. Corrija ali e importe de novo.
rules-file-other = Não é um arquivo de regras de segurança. Exporte as regras uma vez para ver como é.
rules-file-newer = É de uma versão mais nova: atualize este aplicativo antes.
rules-file-refused = { $why } Corrija e importe de novo.
