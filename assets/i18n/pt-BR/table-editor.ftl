# The editor of tables
table-editor-tools = Editar a tabela
table-editor-no-step = Nenhum passo
table-editor-undo-step = Desfazer: { $step } ({ $n })
table-editor-redo-step = Refazer: { $step } ({ $n })
table-editor-undone = Desfeito: { $step }
table-editor-redone = Refeito: { $step }
table-editor-short-less = −1 %
table-editor-short-more = +1 %
table-editor-short-set = Valor =
table-editor-short-change = Alterar
table-editor-change = Alterar as células selecionadas
table-editor-short-horizontal = Interpolar H
table-editor-short-vertical = Interpolar V
table-editor-short-both = Ambos
table-editor-short-smooth = Suavizar
table-editor-short-fill = Preencher
table-editor-short-lock = Travar
table-editor-short-copy = Copiar
table-editor-copy = Copiar a tabela
table-editor-short-paste = Colar
table-editor-short-axes = Eixos
table-editor-axes = Eixos e colar especial
table-editor-short-follow = Seguir
table-editor-copy-ftmanager = Copiar tabela para o FTManager
table-editor-copy-tunerstudio = Copiar tabela para o TunerStudio
table-editor-copy-spreadsheet = Copiar tabela com eixos para planilha
table-editor-drag-select = Arrastar seleciona células
table-editor-drag-value = Arrastar para cima ou para baixo altera as células selecionadas
table-editor-zoom-in = Células maiores
table-editor-zoom-out = Células menores

# What can be done
table-editor-do-move = Ir para outra célula
table-editor-do-extend = Estender a seleção
table-editor-do-select-row = Selecionar a linha
table-editor-do-select-column = Selecionar a coluna
table-editor-do-select-all = Selecionar tudo
table-editor-do-set = Definir um valor nas células selecionadas
table-editor-do-add = Somar um valor
table-editor-do-subtract = Subtrair um valor
table-editor-do-multiply = Multiplicar por um fator
table-editor-do-percent = Alterar em uma porcentagem
table-editor-do-percent-more = Aumentar { $n } %
table-editor-do-percent-less = Diminuir { $n } %
table-editor-do-amount-more = Aumentar { $n }
table-editor-do-amount-less = Diminuir { $n }
table-editor-do-steps-more = Aumentar { $n ->
    [one] 1 passo
   *[other] { $n } passos
}
table-editor-do-steps-less = Diminuir { $n ->
    [one] 1 passo
   *[other] { $n } passos
}
table-editor-do-horizontal = Interpolar ao longo das linhas
table-editor-do-vertical = Interpolar ao longo das colunas
table-editor-do-both = Interpolar entre os cantos
table-editor-do-smooth = Suavizar as células selecionadas
table-editor-do-fill = Preencher as células selecionadas a partir das outras
table-editor-do-round = Arredondar ao passo da tabela
table-editor-do-lock = Travar ou destravar as células selecionadas
table-editor-do-copy = Copiar as células selecionadas
table-editor-do-paste = Colar
table-editor-do-paste-special = Colar especial: somar, subtrair, multiplicar, média
table-editor-do-undo = Desfazer
table-editor-do-redo = Refazer
table-editor-do-surface = Mostrar ou ocultar a superfície
table-editor-do-follow = Ir para onde está o cursor do log

# Names of steps
table-editor-step-set = definir valores
table-editor-step-set_cells = desenhar valores
table-editor-step-calculate = calcular a partir do veículo
table-editor-step-merge = mesclar uma versão
table-editor-step-add = somar
table-editor-step-multiply = multiplicar
table-editor-step-percent = alterar em porcentagem
table-editor-step-interpolate_horizontal = interpolar linhas
table-editor-step-interpolate_vertical = interpolar colunas
table-editor-step-interpolate_both = interpolar área
table-editor-step-smooth = suavizar
table-editor-step-fill = preencher
table-editor-step-round = arredondar
table-editor-step-paste = colar
table-editor-step-paste_add = colar somando
table-editor-step-paste_subtract = colar subtraindo
table-editor-step-paste_multiply = colar multiplicando
table-editor-step-paste_percent = colar porcentagens
table-editor-step-paste_average = colar a média
table-editor-step-set_axis = alterar eixo
table-editor-step-insert_point = incluir ponto no eixo
table-editor-step-remove_point = remover ponto do eixo
table-editor-step-enable_point = usar ponto do eixo
table-editor-step-disable_point = deixar de usar ponto do eixo
table-editor-step-lock = travar
table-editor-step-unlock = destravar
table-editor-step-restore = restaurar

# View
table-editor-view = Exibir
table-editor-shade = As cores mostram
table-editor-shade-value = o valor
table-editor-shade-difference = a diferença para a referência
table-editor-shade-log = o que diz o log
table-editor-shade-none = nada
table-editor-keys = Teclas como no
table-editor-keys-hint = Pressione ? para ver a lista de teclas.
table-editor-keys-tuner-studio = TunerStudio, MegaLogViewer
table-editor-keys-rom-raider = RomRaider
table-editor-descending = Maior rotação em cima
table-editor-unused = Mostrar pontos fora de uso
table-editor-lines = Valores de cada linha e coluna
table-editor-slices = Cortes
table-editor-surface = Superfície 3D
table-editor-decimals = Decimais na cópia para o FTManager
table-editor-comma = Texto copiado com vírgula decimal

# Smoothing and filling
table-editor-how = Como suavizar e preencher
table-editor-smooth-with = Suavizar com
table-editor-smooth-gaussian = Gaussiana
table-editor-smooth-median = mediana das vizinhas
table-editor-smooth-edges = Gaussiana que mantém degraus
table-editor-smooth-hint = Alcança um passo médio do eixo para cada lado.
table-editor-strength = Intensidade
table-editor-fill-with = Preencher com
table-editor-fill-thin-plate = a superfície que menos se curva
table-editor-fill-distance = média ponderada pela distância
table-editor-fill-hint = A partir das células travadas, se houver; senão, das células em volta da seleção.

# Grid and read-out
table-editor-values = Valores
table-editor-low = mínimo
table-editor-mean = média
table-editor-high = máximo
table-editor-locked = Travada
table-editor-wrong = Impossível: veja as observações
table-editor-doubtful = Parece errado: veja as observações
table-editor-value = valor
table-editor-was = referência { $value }{ $by }
table-editor-log-here = log aqui: { $n ->
    [one] 1 amostra
   *[other] { $n } amostras
}, { $time }
table-editor-show-samples = Mostrar amostras
table-editor-chosen = { $n } células · mínimo { $low } · média { $mean } · máximo { $high }
table-editor-changed = { $n ->
    [one] 1 célula alterada
   *[other] { $n } células alteradas
} em relação à referência · soma { $sum } · média { $mean }
table-editor-locked-n = { $n } travadas
table-editor-passed-locked = { $n ->
    [one] 1 célula travada ficou como estava.
   *[other] { $n } células travadas ficaram como estavam.
}
table-editor-held = Além dos pontos antigos vale o valor da borda em { $n ->
    [one] 1 célula
   *[other] { $n } células
}.
table-editor-undrawn = Este navegador não deixa desenhar a tabela (não fornece um canvas 2-D); por isso os valores aparecem aqui como texto simples, sem cores e sem sinais. Editar e salvar funcionam como sempre. Para ver a tabela como deve ser: recarregue a página, feche páginas que usam muita memória gráfica ou permita canvas nas configurações de privacidade do navegador.
table-editor-legend-value = valor
table-editor-legend-difference = diferença para a referência
table-editor-legend-samples = amostras do log
table-editor-legend-low = baixo { $value }
table-editor-legend-high = alto { $value }

# Slices and the surface
table-editor-slice-at = { $axis } em { $at }
table-editor-slice-dashed = Tracejado: a referência.
table-editor-surface-label = Superfície da tabela. As setas giram, mais e menos aproximam e afastam.
table-editor-surface-hint = Arraste para girar, clique para selecionar uma célula.
table-editor-surface-none = A superfície precisa de dois eixos com pelo menos dois pontos em uso.
table-editor-surface-nearer = Aproximar
table-editor-surface-further = Afastar

# Findings
table-editor-findings = Observações
table-editor-findings-none = Nada chama a atenção.
table-editor-finding-show = Mostrar
table-editor-finding-in-cells = { $what } ({ $n ->
    [one] 1 célula
   *[other] { $n } células
})
table-editor-finding-on-axis = { $what }: { $axis }
table-editor-finding-at-points = { $what }: { $axis }, { $places }
table-editor-finding-cells_beyond_limits = Valores impossíveis
table-editor-finding-cells_unusual = Valores incomuns
table-editor-finding-points_beyond_limits = Pontos de eixo impossíveis
table-editor-finding-points_unusual = Pontos de eixo incomuns
table-editor-finding-axis_gap = Intervalo muito maior que os outros
table-editor-finding-too_few_points = Menos de dois pontos em uso
table-editor-finding-few_points_in_use = Poucos pontos em uso
table-editor-finding-all_equal = Todos os valores são iguais
table-editor-finding-wrong_way = Valores no sentido contrário ao do eixo
table-editor-finding-jump = Degrau muito mais íngreme que os vizinhos
table-editor-finding-flat = Quatro ou mais vizinhas com o mesmo valor
table-editor-finding-outlier = Valor que destoa das vizinhas

# Why an edit is refused
table-editor-refused-outside = Isso fica fora da tabela. Nada foi alterado.
table-editor-refused-nothing = Nenhuma destas células pode ser alterada assim: pontos fora de uso são ignorados e uma interpolação precisa de células entre as pontas. Nada foi alterado.
table-editor-refused-locked = { $n ->
    [one] A célula está travada.
   *[other] Todas as { $n } células estão travadas.
} Nada foi alterado.
table-editor-refused-number = O resultado não é um número. Nada foi alterado.
table-editor-refused-limits = { $place } ficaria com { $value }; o possível é de { $low } a { $high }. { $n ->
    [one] 1 célula afetada.
   *[other] { $n } células afetadas.
} Nada foi alterado.
table-editor-refused-no-axis = A tabela não tem esse eixo.
table-editor-refused-ascending = { $axis }: o ponto { $n } não está acima do anterior.
table-editor-refused-point = O ponto { $n } não é um número que uma ECU guarde.
table-editor-refused-point-limits = Um ponto em { $at } é impossível; o possível é de { $low } a { $high }.
table-editor-refused-no-point = Esse ponto não existe.
table-editor-refused-taken = Já existe um ponto em { $at }.
table-editor-refused-two-points = Pelo menos dois pontos precisam ficar em uso.
table-editor-refused-point-count = Para manter os valores no lugar são necessários { $expected } pontos; há { $found }. Escolha ler os valores da tabela antiga.
table-editor-refused-many-points = { $found } pontos são demais.
table-editor-refused-locked-point = Há uma célula travada em { $place }. Destrave-a primeiro.
table-editor-refused-block = Isso não é um bloco de células.
table-editor-refused-few-known = Há { $found } células como base; são necessárias pelo menos { $needed }. Selecione menos células ou trave algumas que estejam certas.
table-editor-refused-many-known = { $found } células como base são demais; no máximo { $most }.
table-editor-refused-no-surface = As células de base estão em uma só linha: só por elas não passa uma superfície.
table-editor-refused-quantity = A outra tabela mede outra grandeza.
table-editor-refused-parameter = Um valor deste passo é impossível.
table-editor-columns = Colunas
table-editor-rows = Linhas

# Pasting
table-editor-paste-title = Colar na tabela
table-editor-paste-text = Texto
table-editor-paste-hint = Do FTManager, TunerStudio, HP Tuners ou de uma planilha: cole aqui. Nada muda antes de aplicar.
table-editor-paste-apply = Aplicar
table-editor-paste-cannot = não há nada que possa ser colado
table-editor-paste-refused = Isto não pode ser colado. Nada foi alterado.
table-editor-paste-how = O que faz com as células
table-editor-paste-replace = substituir
table-editor-paste-add = somar
table-editor-paste-subtract = subtrair
table-editor-paste-multiply = multiplicar
table-editor-paste-percent = alterar em porcentagem
table-editor-paste-average = média dos dois
table-editor-paste-as-found = como encontrado
table-editor-paste-mark = Decimais
table-editor-paste-point = após ponto
table-editor-paste-comma = após vírgula
table-editor-paste-headed = Pontos de eixo no texto
table-editor-paste-headed-none = nenhum
table-editor-paste-headed-both = em cima e ao lado
table-editor-paste-headed-top = em cima
table-editor-paste-headed-left = ao lado
table-editor-paste-descending = Maior rotação na primeira linha
table-editor-paste-turned = Uma linha do texto é uma coluna da tabela
table-editor-paste-unit = Unidade do texto
table-editor-paste-unit-shown = como exibido ({ $unit })
table-editor-paste-onto = Pontos diferentes dos da tabela
table-editor-paste-resample-linear = ler entre eles em linha reta
table-editor-paste-resample-monotone = ler entre eles em curvas que não passam dos valores
table-editor-paste-place = célula por célula a partir da seleção
table-editor-paste-size = Tamanho
table-editor-paste-size-of = { $rows } linhas, { $columns } colunas
table-editor-paste-separator = Entre as células
table-editor-paste-tab = tabulações
table-editor-paste-semicolon = ponto e vírgula
table-editor-paste-commas = vírgulas
table-editor-paste-blanks = espaços
table-editor-paste-single = um valor por linha
table-editor-paste-way = Linhas do texto
table-editor-paste-as-is = são linhas da tabela
table-editor-paste-is-turned = são colunas da tabela
table-editor-paste-order = Ordem
table-editor-paste-orders = linhas { $lines }, colunas { $columns }
table-editor-paste-ascending = do menor para o maior
table-editor-paste-runs-down = do maior para o menor
table-editor-paste-result = Resultado
table-editor-paste-changes = células alteradas: { $n }, travadas e mantidas: { $locked }
table-editor-paste-preview = As células como ficariam; o que muda está em negrito
table-editor-paste-empty = Não há valores no texto.
table-editor-paste-too-large = Isso é mais do que cabe em uma tabela.
table-editor-paste-too-many = { $rows } linhas e { $columns } colunas; uma tabela tem no máximo { $most } de cada.
table-editor-paste-not-a-number = Linha { $line }, célula { $cell }: “{ $text }” não é um número.
table-editor-paste-ambiguous = Linha { $line }, célula { $cell }: “{ $text }” pode ser lido de duas formas. Diga o que vem antes dos decimais.
table-editor-paste-ragged = A linha { $line } tem { $found } células em vez de { $expected }.
table-editor-paste-no-table = Isto não é um bloco de células.
table-editor-paste-does-not-fit = { $rows } linhas por { $columns } colunas não cabem: a partir da célula selecionada há espaço para { $room_rows } por { $room_columns }.
table-editor-paste-unordered = Os pontos de { $axis } no texto não estão em ordem.
table-editor-paste-blank = A célula na linha { $row }, coluna { $column } está vazia; entre pontos de eixo todas são necessárias.
table-editor-paste-no-axes = O texto não tem pontos de eixo para ler entre eles.

# Axes
table-editor-axis-columns = Pontos das colunas
table-editor-axis-rows = Pontos das linhas
table-editor-axis-title = { $axis } ({ $unit })
table-editor-axis-apply = Aplicar
table-editor-axis-keep = As células
table-editor-axis-linear = são lidas da tabela anterior, em linha reta
table-editor-axis-monotone = são lidas da tabela anterior, em curvas que não passam dos valores
table-editor-axis-values = mantêm seus valores no lugar
table-editor-axis-keep-hint = Um ponto que permanece mantém seus valores até o último dígito.
table-editor-axis-in-use = { $used } de { $all } em uso
table-editor-axis-spread = Passos iguais
table-editor-axis-point = Ponto { $n }
table-editor-axis-use = Usar ponto { $n }
table-editor-axis-insert = Inserir um ponto depois do { $n }
table-editor-axis-remove = Remover o ponto { $n }
table-editor-axis-ascending = Deve estar acima do anterior.
table-editor-axis-same = nada mudou
table-editor-axis-wrong = um ponto ainda não está certo
table-editor-axis-refused = a tabela não aceita
table-editor-axis-beyond = { $n ->
    [one] 1 célula fica
   *[other] { $n } células ficam
} além dos pontos antigos: ali vale o valor da borda.
