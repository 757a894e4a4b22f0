# Explorar: faixas, cursores, notas, gráficos. Dados: a grade.
explore-channels = Canais
explore-find = Buscar canal
explore-not-shown = Não mostrados, mais { $n }
explore-none-found = Nenhum canal com esse nome
explore-group-other = Outros
explore-channels-full = Não cabem mais canais nas faixas; oculte um antes
explore-figures-of-view = Valores no cursor. Abaixo: do menor ao maior e média (x̄) do trecho visível.
explore-range-line = { $min } a { $max } · x̄ { $mean }
explore-flag-range = Fora da faixa plausível
explore-flag-sentinel = Significa “sem sensor”
explore-flag-tail = Preenchimento no fim da exportação
explore-flag-loop-off = Malha desligada, sem valor

explore-strips = Faixas no tempo
explore-strips-role = gráfico
explore-strip = Faixa { $n }
explore-strip-above = Nova faixa acima
explore-strip-below = Nova faixa abaixo
explore-strip-up = Subir faixa
explore-strip-down = Descer faixa
explore-strip-at-edge = Já está na borda
explore-edge = Borda inferior da faixa { $n }
explore-move-to = Fica na
explore-hide = Ocultar
explore-chip = { $channel }: escala e lugar
explore-scale-low = Escala de
explore-scale-high = até
explore-scale-lock = Fixar escala
explore-scale-free = Soltar escala
explore-overview = Trecho visível do log
explore-empty = Nenhum canal é mostrado
explore-empty-text = Escolha canais à esquerda ou use uma predefinição.
explore-retry = Tentar de novo
explore-summary = { $channels } de { $from } a { $to }.
explore-summary-marks = Cursor A em { $a }, cursor B em { $b }.

explore-tools = Vista
explore-presets = Predefinições
explore-preset-overview = Visão geral
explore-preset-fuel = Combustível
explore-preset-ignition = Ignição
explore-preset-boost = Pressão do turbo
explore-preset-temperatures = Temperaturas
explore-preset-lacks = O log não tem esses canais
explore-fit = Ajustar ao trecho
explore-fit-title = As escalas seguem o trecho visível; senão abrangem o log inteiro
explore-zoom-in = Ampliar
explore-zoom-out = Reduzir
explore-reset = Mostrar tudo
explore-reset-none = O log inteiro está visível
explore-picture = Salvar como PNG
explore-pick = Escolher canais

explore-key-back = Cursor para a amostra anterior
explore-key-forth = Cursor para a próxima amostra
explore-key-page-back = Uma página para trás
explore-key-page-forth = Uma página para a frente
explore-key-start = Para o início
explore-key-end = Para o fim
explore-key-clear = Soltar o cursor, depois limpar A e B
explore-set-a = marcar
explore-set-b = marcar
explore-set-a-long = Marcar cursor A
explore-set-b-long = Marcar cursor B

explore-readout = Cursores
explore-cursor = Cursor
explore-mean = média
explore-clear-marks = Limpar A e B
explore-between = De A a B
explore-between-none = Marque os cursores A e B para ver o que mudou entre eles.
explore-zoom-between = Ampliar A–B
explore-copy = Copiar
explore-copied = Copiado
explore-col-channel = Canal
explore-col-unit = Unidade
explore-col-at-a = Em A
explore-col-at-b = Em B
explore-col-delta = Δ
explore-col-slope = Inclinação
explore-col-mean = Média
explore-col-sd = ± dp
explore-col-n = n
explore-col-min = Mín
explore-col-max = Máx

explore-figures = Histograma e dispersão
explore-figures-short = Gráficos
explore-figures-close = Fechar histograma e dispersão
explore-figures-of = Amostras de
explore-figures-visible = trecho visível
explore-figures-whole = log inteiro
explore-hist = Histograma
explore-hist-channel = Canal
explore-hist-bins = Classes
explore-hist-bins-auto = Classes automáticas
explore-hist-bins-n = { $n } classes
explore-hist-label = Histograma de { $channel }: { $n ->
    [one] { $n } amostra
   *[other] { $n } amostras
} de { $low } a { $high }, com mais frequência de { $from } a { $to }.
explore-xy = Dispersão
explore-xy-x = Horizontal
explore-xy-y = Vertical
explore-xy-over = por
explore-xy-swap = Trocar os eixos
explore-xy-pick = Um clique em um ponto leva o cursor até ele.
explore-xy-label = { $y } em função de { $x }: { $n ->
    [one] { $n } par
   *[other] { $n } pares
}, { $x } de { $x_low } a { $x_high }, { $y } de { $y_low } a { $y_high }.
explore-figure-axis = Amostras
explore-figure-time = Tempo (s)
explore-figure-none = Nenhuma amostra válida neste trecho
explore-figure-failed = Não foi possível desenhar o gráfico
explore-figure-failed-advice = A biblioteca de gráficos não carregou ou parou. Tente de novo; se persistir, recarregue a página.
explore-figure-picture = Salvar { $figure } como PNG
explore-figure-picture-none = Ainda não há nada desenhado
explore-figure-samples = { $n ->
    [one] { $n } amostra
   *[other] { $n } amostras
}
explore-figure-missing = { $n ->
    [one] { $n } ausente
   *[other] { $n } ausentes
}
explore-figure-doubtful = { $n ->
    [one] { $n } duvidosa, descartada
   *[other] { $n } duvidosas, descartadas
}
explore-figure-per-value = uma classe por valor
explore-figure-bins = { $n ->
    [one] { $n } classe
   *[other] { $n } classes
} de { $width }
explore-figure-points = { $n ->
    [one] { $n } par, um ponto
   *[other] { $n } pares, cada um é um ponto
}
explore-figure-counted = { $n ->
    [one] { $n } par contado
   *[other] { $n } pares contados
} em { $cells } células
explore-figure-outside = { $n ->
    [one] { $n } fora, desenhado como ponto
   *[other] { $n } fora, desenhados como pontos
}
explore-figure-outside-of = { $n } de { $of } fora, desenhados como pontos
explore-figure-held = Onde as taxas diferem, o canal mais lento mantém a última amostra.
explore-figure-no-pair = { $n ->
    [one] { $n } linha sem par
   *[other] { $n } linhas sem par
}

explore-notes = Notas
explore-notes-none = Marque um momento com M, um trecho de A a B com Shift M.
explore-notes-more = { $n ->
    [one] Mostrar mais { $n } nota
   *[other] Mostrar mais { $n } notas
}
explore-note-new = Nota no cursor
explore-note-span = Nota de A a B
explore-note-edit = Editar nota { $n }
explore-note-edit-title = Editar nota
explore-note-delete = Excluir nota { $n }
explore-note-deleted = Nota excluída
explore-note-save = Salvar nota
explore-note-text = Nota
explore-note-empty = Escreva algo antes


explore-data-grid = Amostras
explore-data-time = Tempo
explore-data-jump = Ir para
explore-data-jump-hint = 83,4 ou 1:23,4
explore-data-jump-bad = Não é um tempo: escreva 83,4 ou 1:23,4
explore-data-rpm-from = RPM de
explore-data-rpm-to = RPM até
explore-data-rows = { $n ->
    [one] { $n } linha
   *[other] { $n } linhas
}
explore-data-rows-of = { $n } de { $total } linhas
explore-data-none = Nenhuma linha atende a esta condição. Mude a condição ou remova o filtro.
explore-data-copy = Copiar seleção
explore-data-copied = { $n ->
    [one] { $n } linha copiada
   *[other] { $n } linhas copiadas
}
explore-data-copy-none = Selecione células antes
explore-data-copy-much = No máximo { $most } células podem ser copiadas de uma vez; exporte a sessão como CSV
explore-data-selected = { $rows } × { $columns } selecionadas
explore-data-open = Mostrar { $time } em Explorar
explore-data-held = mantido de uma amostra anterior
explore-data-policy = { $n } bases de tempo: uma linha para cada amostra da mais rápida ({ $rate } Hz). Um canal mais lento mantém a última amostra, em cinza, até a próxima ou até uma falha; nada é interpolado.
explore-math-new = Novo canal calculado
explore-filter = Filtro
explore-filter-title = Só linhas em que uma condição é verdadeira
