# A lista de sessões e a página de uma sessão: visão geral e estatísticas.

sessions-title = Sessões
sessions-count = { $n ->
    [one] { $n } sessão
   *[other] { $n } sessões
}
sessions-count-of = { $shown } de { $n }
sessions-import = Importar logs
sessions-empty-title = Nenhuma sessão ainda
sessions-empty-text = Uma sessão é um log importado com tudo o que se sabe dele. Solte um log em qualquer lugar, ou explore o log de demonstração.
sessions-none-title = Nenhuma sessão corresponde
sessions-none-text = A busca e os filtros não deixam nada.
sessions-clear = Limpar busca e filtros
sessions-filters = { $n ->
    [0] Filtros
    [one] Filtros (1 ativo)
   *[other] Filtros ({ $n } ativos)
}
sessions-search = Buscar sessões
sessions-search-hint = Nome, veículo, etiqueta, formato
sessions-filter-vehicle = Veículo
sessions-filter-format = Formato
sessions-filter-quality = Qualidade
sessions-filter-tag = Etiqueta
sessions-filter-from = De
sessions-filter-to = Até
sessions-filter-all = Todos
sessions-filter-no-vehicle = Sem veículo
sessions-sort = Ordenar por
sessions-sort-turn = Inverter a ordem
sessions-col-name = Sessão
sessions-col-vehicle = Veículo
sessions-col-date = Data
sessions-col-duration = Duração
sessions-col-rate = Taxa
sessions-col-channels = Canais
sessions-col-format = Formato
sessions-col-quality = Qualidade
sessions-col-actions = Ações
sessions-show-more = Mostrar mais { $n }
sessions-demo-tag = demo
sessions-no-vehicle = sem veículo
sessions-quality-none = não avaliada
sessions-quality-of = Qualidade { $score } de 100
sessions-grade-good = { $from } ou mais
sessions-grade-fair = { $from } a { $to }
sessions-grade-poor = menos de { $under }
sessions-more = Mais de { $name }
sessions-list = Lista de sessões

sessions-rename = Renomear
sessions-rename-title = Renomear sessão
sessions-name = Nome
sessions-name-empty = Uma sessão precisa de um nome.
sessions-save = Salvar
sessions-cancel = Cancelar
sessions-notes = Notas
sessions-notes-hint = Clima, mudanças, o que observar
sessions-notes-edit = Editar notas e etiquetas
sessions-notes-title = Notas e etiquetas
sessions-notes-none = Nenhuma nota ainda.
sessions-tags = Etiquetas
sessions-tags-hint = Separe as etiquetas com vírgulas.
sessions-tags-none = Nenhuma etiqueta
sessions-tag-filter = Sessões com a etiqueta { $tag }
sessions-assign = Atribuir veículo
sessions-assign-title = Veículo de { $name }
sessions-assign-search = Buscar veículos
sessions-assign-none = Nenhum veículo tem esse nome.
sessions-assign-nobody = Nenhum veículo
sessions-delete = Excluir
sessions-deleted = { $name } foi excluída.
sessions-export = Baixar
sessions-reread = Ler o arquivo de outro jeito
sessions-reread-choose = Escolher o arquivo
sessions-reread-not-kept = O original desta sessão não foi guardado. Escolha o arquivo e veja como foi entendido: { $file }
sessions-reread-keep = Os Ajustes dizem se os originais são guardados e até que tamanho.
sessions-exporting = Escrevendo { $name }
sessions-exported = { $name } foi escrito.
sessions-export-title = Baixar a sessão
sessions-export-write = Escrever o arquivo
sessions-export-kind = Arquivo
sessions-export-text = Texto (CSV)
sessions-export-text-hint = Uma linha para cada amostra da taxa mais comum; canais mais lentos mantêm o último valor. Nada é interpolado.
sessions-export-xlsx = Planilha (XLSX)
sessions-export-xlsx-hint = Uma aba para cada taxa de amostragem, números como números, unidades abaixo dos nomes.
sessions-export-json = JSON
sessions-export-json-hint = Cada canal na sua própria taxa, para programas.
sessions-export-separator = Separador
sessions-export-comma = Vírgula
sessions-export-semicolon = Ponto e vírgula
sessions-export-tab = Tabulação
sessions-export-pipe = Barra vertical
sessions-export-decimal = Separador decimal
sessions-export-point = Ponto
sessions-export-decimal-comma = Vírgula
sessions-export-mark = Marca no início (BOM)
sessions-export-mark-hint = Algumas planilhas precisam dela para ler os acentos.
sessions-export-units = Unidades
sessions-export-base = Unidades básicas
sessions-export-shown = Minhas unidades
sessions-export-names = Nomes dos canais
sessions-export-canonical = Nomes padrão (podem ser importados de novo)
sessions-export-source = Como no arquivo
sessions-export-given = No meu idioma
sessions-export-from = De
sessions-export-to = Até
sessions-export-rate = Linhas por segundo
sessions-export-rate-hint = Vazio: como no log.

sessions-tabs = Partes da sessão
sessions-tab-overview = Visão geral
sessions-tab-explore = Explorar
sessions-tab-analysis = Análise
sessions-tab-data = Dados
sessions-sub-rate = { $duration } a { $rate }
sessions-sub-channels = { $n ->
    [one] { $n } canal
   *[other] { $n } canais
}
sessions-imported-on = importada em { $date }
sessions-missing-title = Essa sessão não existe
sessions-missing-text = Ela foi excluída, ou o endereço vem de outro aparelho.
sessions-missing-all = Todas as sessões
sessions-loading = A sessão está sendo lida
sessions-computing = As contas estão sendo feitas
sessions-retry = Tentar de novo

sessions-quality = Qualidade do log
sessions-quality-out-of = / 100
sessions-verdict-good = bem gravado
sessions-verdict-fair = gravado com falhas
sessions-verdict-poor = as contas podem enganar
sessions-quality-none-title = Esta sessão não foi avaliada.
sessions-part-sampling = Amostragem
sessions-part-gaps = Falhas
sessions-part-sensors = Sensores
sessions-part-ranges = Faixas
sessions-part-warm_share = Motor quente
sessions-part-not-judged = não avaliado
sessions-how = Como foi calculado
sessions-how-of = Como { $part } foi calculado
sessions-how-score = A nota é a média ponderada das partes. Se a pior entre amostragem, falhas, sensores e faixas fica abaixo de 50, desconta-se 0,6 do que lhe falta até 50.
sessions-how-part = Começa em 100 e perde o que as evidências custam.
sessions-how-weight = Peso: { $weight } %.
sessions-how-figures = { $parts } = { $mean }
sessions-how-penalty = { $part } está em { $score }: { $mean } − 0,6 × (50 − { $score }) = { $result }
sessions-how-about-sampling = Taxa e regularidade da base de tempo mais rápida. A partir de 20 amostras por segundo nada se perde; tempos irregulares e repetidos custam conforme a proporção.
sessions-how-about-gaps = Tempo sem amostras, por número e proporção, e células sem valor. Um canal que não registrou nada não custa nada.
sessions-how-about-sensors = Se os canais em que uma análise se apoia estão lá, e se eles se comportam como sensores: sem travar, sem ser ruído, sem saltos mais rápidos do que a grandeza pode mudar.
sessions-how-about-ranges = Valores que nenhum sensor bom informa. Rotação, pressão do coletor, borboleta, λ e temperatura do motor pesam mais; λ só conta com o motor girando.
sessions-how-about-warm_share = Cada instante com o motor girando não conta nada a 40 °C, conta inteiro a partir de 70 °C, e em proporção entre os dois.
sessions-evidence = Evidências
sessions-evidence-cost = Custa
sessions-evidence-free = nota
sessions-evidence-none = Nada foi encontrado que custe pontos.
sessions-evidence-sample_rate = { $rate } amostras por segundo
sessions-evidence-few_rows = Apenas { $rows } linhas
sessions-evidence-uneven_steps = { $share } % dos passos são irregulares
sessions-evidence-repeated_times = { $rows } tempos repetem ou voltam ({ $share } %)
sessions-evidence-time_gaps = { $n ->
    [one] { $n } falha no tempo, { $lost } s perdidos ({ $share } %)
   *[other] { $n } falhas no tempo, { $lost } s perdidos ({ $share } %)
}
sessions-evidence-missing_cells = { $channel }: { $cells } células sem valor ({ $share } %)
sessions-evidence-missing_cells-rest = Outros canais: { $cells } células sem valor (média { $share } %)
sessions-evidence-key_channel_absent = { $channel } não está no log
sessions-evidence-stuck = { $channel } não sai de { $value } enquanto a rotação muda
sessions-evidence-intermittent = { $channel } vai e volta: { $n } amostras sem sensor ({ $share } %)
sessions-evidence-jumps = { $channel }: { $n } passos mais rápidos do que pode mudar ({ $share } %)
sessions-evidence-noise = { $channel } é ruído (razão de von Neumann { $ratio })
sessions-evidence-not_zeroed = { $channel } não está zerado: mediana { $value }
sessions-evidence-not_fitted = { $channel } não está instalado: lê { $value } do começo ao fim
sessions-evidence-not_fitted-plain = { $channel } não está instalado
sessions-evidence-out_of_range = { $channel }: { $n } amostras fora da faixa plausível ({ $share } %)
sessions-evidence-export_tail = { $rows } linhas de enchimento do exportador, fora de tudo
sessions-evidence-warmth = Motor quente em { $share } % do tempo girando, mediana { $value }
sessions-evidence-not_judged = Nada no log permite avaliar

sessions-figures = Estatísticas agregadas
sessions-figure-rpm = Rotação
sessions-figure-rpm-remark = { $unit }, média { $mean }
sessions-figure-lambda = { $channel }, média
sessions-figure-lambda-remark = desvio padrão { $sd }
sessions-figure-points = Amostras
sessions-figure-points-remark = { $cells } células ausentes
sessions-figure-duration = Duração
sessions-figure-duration-remark = { $gaps ->
    [0] sem falhas
    [one] { $gaps } falha
   *[other] { $gaps } falhas
}
sessions-figure-rate = Taxa
sessions-figure-rate-remark = { $n ->
    [one] { $n } base de tempo
   *[other] { $n } bases de tempo
}
sessions-figure-channels = Canais
sessions-figure-channels-remark = { $known } com significado conhecido
sessions-figure-quartiles = metade do tempo de { $q1 } a { $q3 }
sessions-figure-peak = pico, média { $mean }
sessions-figure-dip = média, mínimo { $min }
sessions-figure-range = { $from } a { $to }
sessions-json-copy = Copiar como JSON
sessions-json-save = Salvar como JSON
sessions-copied = Copiado.
sessions-how-figures-text = Só sobre amostras boas: nem ausentes nem marcadas. Fora: { $missing } células ausentes em todos os canais.
sessions-how-figures-rpm = avg_rpm é a média aritmética de { $n } amostras de { $channel }, arredondada a uma casa; min_rpm e max_rpm são os extremos.
sessions-how-figures-lambda = avg_lambda (três casas) e lambda_stddev (quatro casas, n − 1) são de { $n } amostras de { $channel }, o primeiro canal de λ com amostra boa.
sessions-how-figures-left = Fora ali: { $missing } ausentes, { $flagged } marcadas.
sessions-how-figures-none = Não há tal canal com amostra boa.

sessions-where = Onde o motor andou
sessions-where-label = Tempo por { $x } na horizontal e { $y } na vertical; maior permanência em uma célula { $longest }.
sessions-where-caption = Mais claro é mais tempo, no máximo { $longest } em uma célula. Hachurado: não visitado.

sessions-attention = O que pede atenção
sessions-attention-none = Nada no arquivo ou nos sensores pede atenção.
sessions-attention-more = Mostrar todos os { $n }
sessions-attention-less = Mostrar menos
sessions-attention-cost = custa { $points } pontos de { $part }
sessions-attention-count = { $n ->
    [one] uma vez
   *[other] { $n } vezes
}

sessions-facts = O arquivo
sessions-fact-file = Arquivo
sessions-fact-format = Formato
sessions-fact-size = Tamanho
sessions-fact-stored = Gravado
sessions-fact-logged = Registrado
sessions-fact-imported = Importado
sessions-fact-text = Forma
sessions-fact-text-value = { $encoding }, { $delimiter }, { $decimal }
sessions-fact-time = Tempo
sessions-fact-time-value = { $column }, { $unit }
sessions-fact-span = De … até
sessions-fact-hash = Conteúdo
sessions-fact-vehicle = Veículo
sessions-fact-vehicle-choose = Escolher veículo

sessions-markers = Marcadores e notas na linha do tempo
sessions-marker-file = do arquivo
sessions-marker-note = nota
sessions-marker-show = Mostrar { $time } em Explorar

sessions-channels = Canais
sessions-channels-list = Canais da sessão
sessions-channel-search = Buscar canais
sessions-channel-none = Nenhum canal tem esse nome.
sessions-channel-source = no arquivo: { $source }
sessions-channel-missing = { $n } ausentes
sessions-channel-flagged = { $n } marcadas
sessions-channel-show = Mostrar { $channel } em Explorar
sessions-channel-own = canal próprio

sessions-stats = Estatísticas
sessions-stats-of = Estatísticas básicas por canal
sessions-stats-csv = Baixar estatísticas como CSV
sessions-stats-channel = Canal
sessions-stats-count = Quantidade
sessions-stats-missing = Ausentes
sessions-stats-flagged = Marcadas
sessions-stats-mean = Média
sessions-stats-sd = DP
sessions-stats-min = Mín
sessions-stats-q1 = Q1
sessions-stats-median = Mediana
sessions-stats-q3 = Q3
sessions-stats-max = Máx
sessions-stats-note = Só amostras boas: nem ausentes nem marcadas. DP com n − 1; quartis por interpolação linear (tipo 7). Um canal de estados só tem quantidades.
sessions-figure-held = Onde as taxas diferem, o canal mais lento mantém a última amostra.

# Marking to compare.
sessions-mark = Marcar { $name } para comparar
sessions-marked = { $n ->
    [one] { $n } sessão marcada
   *[other] { $n } sessões marcadas
}
sessions-marked-clear = Desmarcar todas
sessions-compare = Comparar
sessions-compare-how-many = Marque de { $least } a { $most } sessões
