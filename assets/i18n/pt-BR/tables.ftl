# Tabelas: a lista, uma delas, suas versões, logs por cima
tables-title = Tabelas
tables-back = Todas as tabelas
tables-list = Tabelas
tables-count = { $n ->
    [one] 1 tabela
   *[other] { $n } tabelas
}
tables-count-of = { $shown } de { $n } tabelas
tables-empty-title = Nenhuma tabela ainda
tables-empty-text = Combustível, VE, sonda alvo, ponto, booster e qualquer outra tabela de um mapa. Solte aqui um .ftml da FuelTech, um mapa ou tabela do TunerStudio, um CSV ou JSON, pegue as tabelas de uma sessão cujo log as carrega ou comece pelo padrão FuelTech.
tables-retry = Tentar de novo
tables-new = Nova tabela
tables-new-title = Nova tabela
tables-from-file = Abrir um arquivo
tables-from-session = Do log de uma sessão
tables-from-session-text = Arquivos .ftml da FuelTech e logs MLG carregam o mapa com que o carro andou. Fica anotado que a sessão andou com as tabelas que você pegar.
tables-no-session = Ainda não há sessão
tables-more-actions = Mais para todas as tabelas
tables-export-all = Salvar as tabelas listadas em um arquivo
tables-exported = { $n ->
    [one] A tabela está
   *[other] { $n } tabelas estão
} em { $file }
tables-search = Buscar tabelas
tables-search-placeholder = Nome, tipo, veículo, etiqueta
tables-kind-all = Todos os tipos
tables-vehicle-all = Todos os veículos
tables-vehicle-none = Sem veículo
tables-none-title = Nenhuma tabela corresponde
tables-none-text = Busque por menos ou mostre todos os tipos e veículos.
tables-clear = Mostrar todas as tabelas
tables-col-name = Nome
tables-col-kind = Tipo
tables-col-vehicle = Veículo
tables-col-changed = Salva em
tables-col-size = Tamanho
tables-col-findings = Achados
tables-col-actions = Ações
tables-size = { $rows } × { $columns }
tables-size-curve = { $n } pontos
tables-findings-none = Nada encontrado
tables-findings-wrong = { $n } { $n ->
    [one] errado
   *[other] errados
}
tables-findings-doubtful = { $n } { $n ->
    [one] duvidoso
   *[other] duvidosos
}
tables-tag-draft = alterações não salvas
tables-tag-slot = mapa { $n }
tables-more = Mais para { $name }
tables-duplicate = Duplicar
tables-duplicated = “{ $name }” foi criada
tables-copy-suffix = (cópia)
tables-copy-ftmanager = Copiar para o FTManager
tables-export-csv = Salvar como CSV
tables-export-tunerstudio = Salvar como tabela do TunerStudio
tables-export-json = Salvar como JSON
tables-into-tune = Colocar em um mapa do TunerStudio
tables-tune-title = Colocar em um mapa do TunerStudio
tables-tune-text = Escolha o .msq do projeto, junto com o .ini se você o tiver. Só as células e os eixos de uma tabela mudam nele; todo o resto fica igual até o último byte. Um .msqpart traz só esta tabela e é carregado em um projeto pelo TunerStudio.
tables-tune-choose = Escolher o mapa
tables-tune-missing = Escolha um mapa com uma tabela desse formato
tables-tune-none = { $name } não tem tabela desse formato que meça a mesma coisa
tables-tune-slot = Tabela no mapa
tables-tune-slot-hint = Os valores são gravados com as casas decimais que o firmware guarda.
tables-tune-save = Salvar o mapa
tables-tune-save-part = Salvar como .msqpart
tables-export-curve = O arquivo do TunerStudio não tem lugar para uma curva
tables-delete = Excluir
tables-deleted = “{ $name }” foi excluída
tables-created = “{ $name }” foi criada
tables-create = Criar a tabela
tables-calculate = Calcular
tables-from-vehicle = Um conjunto a partir do veículo
tables-template = Começar de
tables-template-hint = Eixos e valores como uma FuelTech vem de fábrica.
tables-name = Nome
tables-name-missing = Uma tabela precisa de um nome
tables-boosted = Turbo ou compressor
tables-boosted-hint = Sem pressão positiva o eixo termina na pressão atmosférica.
tables-rename = Renomear
tables-details = Detalhes
tables-inner = Nome interno no programa de origem: { $name }
tables-details-save = Salvar
tables-kind-hint = Limites, passos e verificações seguem o tipo.
tables-bank = Banco
tables-bank-none = Ambos ou nenhum
tables-bank-a = Banco A
tables-bank-b = Banco B
tables-slot = Mapa na ECU
tables-tags = Etiquetas
tables-tags-hint = Separadas por vírgulas.
tables-notes = Anotações
tables-tabs = Partes da tabela
tables-tab-edit = Editar
tables-tab-history = Histórico
tables-save = Salvar
tables-save-nothing = Tudo está salvo
tables-saved = “{ $name }” está salva
tables-state-saved = Salva
tables-state-draft = Alterações não salvas, guardadas como rascunho
tables-state-keeping = Guardando o rascunho
tables-discard = Descartar alterações
tables-discarded = De volta à tabela salva
tables-draft-lost = O que foi feito desde o último salvamento não pôde ser lido. A tabela está como foi salva.
tables-drop-in-list = Arquivos com tabelas são abertos na lista de tabelas
tables-beside = Tabelas na tela
tables-beside-add = Abrir uma tabela ao lado
tables-beside-text = Cada uma tem seu próprio desfazer e é salva separadamente. O lugar da célula ativa é marcado nas outras quando elas têm os mesmos eixos.
tables-beside-full = No máximo { $n } tabelas cabem na tela
tables-beside-close = Fechar
tables-beside-close-named = Fechar { $name }
tables-beside-save = Salvar { $name }
tables-reference = Comparada com:
tables-reference-choose = Comparar com outra
tables-reference-text = O editor mostra quanto cada célula se afasta dela, e os cortes a desenham tracejada. Outros eixos são lidos onde alcançam.
tables-reference-base = a versão de onde se partiu
tables-reference-version = Versão
tables-reference-gone = uma versão que não existe mais
tables-snapshot = Versão
tables-snapshot-text = Salva a tabela e a guarda como uma versão à qual você pode voltar.
tables-snapshot-name = Nome
tables-snapshot-note = Anotação
tables-snapshot-take = Guardar a versão
tables-snapshot-taken = A versão está guardada
tables-applied = Células alteradas: { $n }. Desfazer volta atrás.
tables-apply-refused = A tabela não aceita isto
tables-versions = Versões
tables-versions-count = { $n ->
    [one] 1 versão
   *[other] { $n } versões
}
tables-versions-none = Nenhuma versão ainda. Guarde uma antes de testar algo.
tables-versions-more = Mostrar { $n } mais antigas
tables-version-base = base do trabalho atual
tables-version-branch = outro ramo
tables-version-damaged = As células guardadas estão danificadas
tables-version-author = por { $name }
tables-version-hash = conteúdo { $hash }
tables-version-driven = usada em { $names }
tables-version-more = Mais para a versão { $name }
tables-version-label = Nome e anotação
tables-version-delete = Excluir versão
tables-version-deleted = A versão foi excluída
tables-version-needed = A tabela parte desta versão
tables-driven = Sessão que andou com ela
tables-driven-text = Escolha a sessão que andou com “{ $name }”. As correções então sabem de quais células o log fala.
tables-compare = Comparar
tables-compare-named = Comparar { $name }
tables-restore = Restaurar na tabela
tables-merge = Mesclar na tabela
tables-now = A tabela como está agora
tables-diff-title = Diferença
tables-diff-from = De
tables-diff-to = Para
tables-diff-none = Nenhuma escolhida
tables-diff-choose = Escolha duas versões, ou uma versão e a tabela como está agora.
tables-diff-same = Nenhuma célula difere
tables-diff-axes = Os eixos diferem: { $first } contra { $second }. A segunda tabela é lida nos pontos da primeira.
tables-diff-method = Entre os pontos
tables-diff-show = Mostrar
tables-diff-show-difference = Diferença
tables-diff-show-percent = Porcentagem
tables-diff-show-second = Segunda tabela
tables-diff-cell = { $at }: { $from } → { $to } ({ $by })
tables-diff-changed = Células alteradas
tables-diff-changed-of = { $n } de { $cells }
tables-diff-beyond = Fora da segunda tabela
tables-diff-most = Maior aumento
tables-diff-least = Maior redução
tables-diff-at = { $by } em { $at }
tables-diff-mean = Diferença média
tables-diff-mean-abs = Tamanho médio
tables-diff-rms = RMS
tables-diff-legend = menor e maior que a primeira
tables-diff-relief = Diferença em 3D
tables-diff-relief-label = Diferença como superfície. As setas giram, mais e menos aproximam e afastam.
tables-diff-relief-hint = Arraste para girar. Cores como na grade acima; onde a segunda tabela não chega, fica plano.
tables-diff-other-quantity = Estas duas medem coisas diferentes
tables-diff-other-shape = Uma curva não pode ser comparada com uma tabela de dois eixos
tables-method-linear = Reta
tables-method-monotone = Suave, sem ultrapassar
tables-method-cubic = Suave
tables-merge-title = Mesclar
tables-merge-text = “{ $proposed }” na tabela como está agora. As duas vêm de: { $base }.
tables-merge-no-base = nada em comum, então toda diferença conta como da versão
tables-merge-summary = Alteradas aqui: { $mine } · na versão: { $proposed } · iguais nas duas: { $agreed } · diferentes nas duas: { $conflict }, sem decisão: { $undecided }
tables-merge-beyond = { $n ->
    [one] A versão não alcança 1 célula: ela fica como está.
   *[other] A versão não alcança { $n } células: elas ficam como estão.
}
tables-merge-hint = ● a tabela, ◆ a versão, ○ a origem comum, ! sem decisão: fica a célula da tabela. Clique em uma célula, ou tecle Enter nela, para escolher.
tables-merge-all-proposed = Pegar tudo da versão
tables-merge-all-mine = Manter tudo da tabela
tables-merge-apply = { $n ->
    [one] Aplicar 1 célula
   *[other] Aplicar { $n } células
}
tables-merge-nothing = Nada foi escolhido
tables-merge-close = Sair da mesclagem
tables-merge-cell = { $at }: { $state }. Origem { $base }, tabela { $mine }, versão { $proposed }
tables-merge-same = sem alteração
tables-merge-mine = alterada na tabela
tables-merge-proposed = alterada na versão
tables-merge-agreed = alterada igual nas duas
tables-merge-conflict = alterada diferente nas duas
tables-axis-unknown = Eixo desconhecido
tables-side-x = colunas
tables-side-y = linhas
tables-reading = Lendo as tabelas de { $name }
tables-take-title = Tabelas encontradas
tables-take-list = Tabelas nele
tables-take-vehicle = Para o veículo
tables-take = { $n ->
    [one] Pegar 1 tabela
   *[other] Pegar { $n } tabelas
}
tables-take-all = Escolher todas
tables-take-nothing = Escolher nenhuma
tables-take-none = Nenhuma tabela escolhida
tables-take-turned = linhas e colunas trocadas de lugar
tables-take-padding = { $n ->
    [one] 1 ponto de preenchimento fora de uso
   *[other] { $n } pontos de preenchimento fora de uso
}
tables-take-refused = { $n ->
    [one] 1 tabela não pode ser editada
   *[other] { $n } tabelas não podem ser editadas
}
tables-taken = { $n ->
    [one] 1 tabela foi pega
   *[other] { $n } tabelas foram pegas
}
tables-bare-text = O arquivo traz números e não diz o que medem. Diga aqui.
tables-bare-unit = Unidade das células
tables-bare-along = Eixo
tables-along-map-bar = Pressão no coletor, relativa (bar)
tables-along-map-psi = Pressão no coletor, relativa (psi)
tables-along-map-abs-kpa = Pressão no coletor, absoluta (kPa)
tables-along-map-abs-bar = Pressão no coletor, absoluta (bar)
tables-along-tps = TPS (%)
tables-along-load = Carga (%)
tables-along-rpm = Rotação (rpm)
tables-along-coolant = Temperatura do motor (°C)
tables-along-air = Temperatura do ar (°C)
tables-along-battery = Bateria (V)
tables-along-other = Outra coisa
tables-refused-long = { $axis }: { $n } pontos são demais
tables-refused-order = { $axis }: o ponto { $n } não é crescente
tables-refused-unused = { $axis }: nenhum ponto em uso
tables-refused-axis = { $axis }: os pontos não são números de uma ECU
tables-refused-cell = linha { $row }, coluna { $column } não é um número de uma ECU
tables-refused-shape = as partes não combinam
tables-text-empty = Não há nada nele.
tables-text-too-long = É longo demais para ser uma tabela.
tables-text-too-large = { $rows } linhas e { $columns } colunas; uma tabela tem no máximo { $most } de cada. Logs vão para a importação.
tables-text-not-a-number = Linha { $line }, célula { $cell }: “{ $text }” não é um número.
tables-text-ambiguous = Linha { $line }, célula { $cell }: “{ $text }” pode ser lido de dois modos.
tables-text-ragged = A linha { $line } tem { $found } células em vez de { $expected }.
tables-text-syntax = A linha { $line } está interrompida ou malformada.
tables-text-other = Não é uma tabela de forma conhecida.
tables-text-newer = Foi escrito por uma versão mais nova.
tables-text-no-axes = Faltam os pontos dos eixos: um arquivo precisa deles acima e ao lado das células.
tables-text-missing = Falta “{ $what }”.
tables-text-count = “{ $what }” tem { $found } números em vez de { $expected }.
tables-text-no-table = As partes não formam uma tabela: um eixo que não cresce, por exemplo.
tables-over-title = Log sobre a tabela
tables-over-text = Quais células um log usou, por quanto tempo e quanto valia qualquer canal ali.
tables-over-open = Colocar um log por cima
tables-over-close = Fechar
tables-over-sessions = Sessões
tables-over-add = Adicionar uma sessão
tables-over-remove = Remover { $name }
tables-over-gone = Uma sessão que não existe mais
tables-over-full = No máximo { $most } sessões
tables-over-no-channel = Não se sabe o que se move em um eixo desta tabela, então nenhum log pode ser colocado sobre ela.
tables-over-figure = Mostrar por célula
tables-over-channel = Canal
tables-over-channel-none = Escolha um canal
tables-over-choose-channel = Escolha o canal cujos valores interessam.
tables-over-percentile = Percentil
tables-over-least = Mínimo de amostras
tables-over-filter = Só linhas em que
tables-over-t0 = De
tables-over-t1 = Até
tables-over-shared = Dividir entre quatro células
tables-over-shared-hint = Como a ECU lê as células; senão a mais próxima fica com tudo.
tables-over-hold = Contar além das bordas
tables-over-hold-hint = Amostras fora da tabela contam para a borda.
tables-over-own-axes = Eixos próprios
tables-over-own-axes-hint = Quaisquer canais no lugar dos eixos da tabela. Os números ficam à parte, não sobre a tabela.
tables-over-columns = Colunas
tables-over-rows = Linhas
tables-over-own-none = Nenhum: uma única linha
tables-over-own-from = { $axis } de
tables-over-own-to = { $axis } até
tables-over-own-points = { $axis }: pontos
tables-over-own-wrong = Um eixo vai de um número menor a um maior
tables-over-working = Colocando os logs sobre a tabela
tables-over-hit = { $n } de { $cells } células foram usadas
tables-over-click = Escolha uma célula para ver as amostras.
tables-over-used = { $name }: { $n } de { $rows } linhas
tables-over-beyond = fora da tabela: { $n }
tables-over-lacks = { $name } não tem { $channel }
tables-over-axis-x = Não se sabe o que se move nas colunas
tables-over-axis-y = Não se sabe o que se move nas linhas
tables-over-cell = { $at }: { $samples } amostras, { $seconds } s
tables-over-moment = Momento do log
tables-over-moment-none = Nenhum momento escolhido
tables-samples = Amostras em { $at }
tables-samples-of = Sessão
tables-samples-count = { $n } amostras em { $stays } trechos
tables-samples-n = amostras: { $n }
tables-samples-first = Os primeiros { $n } são mostrados.
tables-samples-explore = Abrir no Explorar em { $at }

tables-kind-main_fuel = Combustível principal
tables-kind-ve = Eficiência volumétrica
tables-kind-lambda_target = Sonda alvo
tables-kind-ignition = Ponto de ignição
tables-kind-fuel_compensation = Correção de combustível
tables-kind-ignition_compensation = Correção de ponto
tables-kind-lambda_compensation = Correção da sonda alvo
tables-kind-closed_loop = Malha fechada
tables-kind-dead_time = Dead time do injetor
tables-kind-start = Partida
tables-kind-transient = Injeção rápida
tables-kind-cylinder_trim = Correção por cilindro
tables-kind-injection_angle = Ângulo de injeção
tables-kind-dwell = Dwell
tables-kind-idle = Marcha lenta
tables-kind-boost = Booster
tables-kind-cam = Comando variável
tables-kind-throttle = Borboleta
tables-kind-nitrous = Nitro
tables-kind-water_injection = Injeção de água
tables-kind-traction = Tração
tables-kind-limiter = Limitador
tables-kind-transmission = Transmissão
tables-kind-electric = Motor elétrico
tables-kind-other = Outra

tables-template-main_fuel_map = Combustível principal por pressão
tables-template-main_fuel_tps = Combustível principal por TPS
tables-template-main_fuel_rpm = Combustível principal por rotação
tables-template-main_fuel = Combustível principal por rotação e pressão
tables-template-main_fuel_tps_rpm = Combustível principal por rotação e TPS
tables-template-ve = Eficiência volumétrica
tables-template-lambda_target = Sonda alvo
tables-template-ignition = Ponto por rotação e pressão
tables-template-ignition_rpm = Ponto por rotação
tables-template-ignition_by_map = Ponto por pressão
tables-template-ignition_by_engine = Ponto por temperatura do motor
tables-template-ignition_by_air = Ponto por temperatura do ar
tables-template-fuel_by_rpm = Combustível por rotação
tables-template-fuel_by_tps = Combustível por TPS
tables-template-fuel_by_engine = Combustível por temperatura do motor
tables-template-fuel_by_air = Combustível por temperatura do ar
tables-template-dead_time = Dead time do injetor
tables-template-first_pulse = Primeiro pulso
tables-template-cranking = Partida
tables-template-after_start = Pós-partida
tables-template-accel_pulse = Injeção rápida
tables-template-dwell = Dwell
tables-template-idle = Marcha lenta
tables-template-boost_target = Pressão alvo do booster
tables-template-boost_duty = Duty do booster
tables-template-custom_curve = Curva própria
tables-template-custom = Tabela própria

tables-origin-manual = Versão guardada
tables-origin-before_apply = Antes de uma alteração geral
tables-origin-import = Como veio do arquivo
tables-origin-auto = Automática ao salvar

tables-figure-samples = Amostras
tables-figure-seconds = Tempo
tables-figure-mean = Média
tables-figure-min = Mínimo
tables-figure-max = Máximo
tables-figure-sd = Desvio padrão
tables-figure-percentile = Percentil

tables-file-log = Log com o mapa
tables-file-tune = Mapa do TunerStudio
tables-file-table = Tabela do TunerStudio
tables-file-json = JSON
tables-file-text = Texto com eixos

tables-group-fuel = Injeção
tables-group-ignition = Ignição
tables-group-lambda = λ e malha fechada
tables-group-boost = Pressão de turbo
tables-group-compensations = Correções e ajustes individuais
tables-group-start = Partida
tables-group-idle = Marcha lenta
tables-group-others = Outras

tables-take-search = Procurar uma tabela no arquivo
tables-take-search-placeholder = Nome
tables-take-none-found = Nenhuma tabela do arquivo tem esse nome
tables-take-group = Escolher tudo de { $name }
tables-take-of = { $n } de { $all } escolhidas
tables-take-next = { $n ->
    [one] Mais 1 arquivo depois deste
   *[other] Mais { $n } arquivos depois deste
}
