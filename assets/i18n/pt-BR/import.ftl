# Importação: a fila, o que se entendeu de um arquivo, resultados, problemas e arquivos que não são logs.

import-title = Importar
import-lead = Os arquivos são lidos neste aparelho. Nada sai dele.
import-pasted-name = Log colado { $time }.csv
import-queue = Arquivos desta visita
import-queue-clear = Limpar concluídos
import-empty-title = Nenhum arquivo nesta visita
import-empty-text = Um log solto é validado, lido, gravado e resumido aqui. O que for duvidoso aparece antes de gravar.
import-earlier = Importações anteriores

import-state-waiting = Na fila
import-state-preview = Olhando o arquivo
import-state-review = Precisa da sua conferência
import-state-running = Importando
import-state-duplicate = Já importado
import-state-done = Importado
import-state-failed = Não importado
import-state-cancelled = Cancelado
import-cancelled-text = Nada deste arquivo foi gravado.

import-stage-validate = Validar
import-stage-process = Processar
import-stage-store = Gravar
import-stage-confirm = Confirmar
import-stage-analyse = Analisar
import-stages = Etapas da importação
import-stage-state-done = concluída
import-stage-state-now = em curso
import-stage-state-ahead = a seguir
import-progress = Progresso de { $name }
import-rate = { $rate }/s
import-read = { $done } de { $total }
import-cancel = Cancelar
import-cancel-file = Cancelar a importação de { $name }
import-retry = Tentar de novo
import-dismiss-file = Tirar { $name } da lista
import-look-first = Conferir todo arquivo antes de gravar
import-look = Conferir antes
import-reread = Ler de outro jeito
import-again-cancelled = A sessão fica como estava.

# Arquivos que vieram juntos
import-batch-files = { $n } arquivos
import-batch-cancel = Cancelar todos
import-batch-sum = { $time } de logs, { $rows } linhas.
import-batch-sessions = Todas as sessões
import-batch-open = Abrir a sessão de { $name }
import-batch-more = Mostrar mais { $n } arquivos
import-batch-twins = { $n ->
    [one] { $n } arquivo já está gravado
   *[other] { $n } arquivos já estão gravados
}
import-batch-twins-leave = Deixar como estão
import-batch-twins-replace = Ler de novo
import-batch-twins-both = Manter os dois de cada
import-batch-failed = { $n ->
    [one] { $n } arquivo não pôde ser lido ou gravado
   *[other] { $n } arquivos não puderam ser lidos ou gravados
}
import-batch-retry = Tentar todos de novo
import-batch-refused = { $n ->
    [one] { $n } arquivo não é log
   *[other] { $n } arquivos não são logs
}
import-batch-why = Quais e por quê
import-batch-hide = Ocultar
import-tally-review = { $n ->
    [one] { $n } precisa da sua conferência
   *[other] { $n } precisam da sua conferência
}
import-tally-duplicate = { $n } já aqui
import-tally-failed = { $n } com falha
import-tally-open = faltam { $n }
import-tally-done = { $n ->
    [one] { $n } importado
   *[other] { $n } importados
}
import-tally-refused = { $n ->
    [one] { $n } não é log
   *[other] { $n } não são logs
}
import-tally-cancelled = { $n ->
    [one] { $n } cancelado
   *[other] { $n } cancelados
}
import-job = Importar { $name }

import-result-title = { $name } foi importado
import-result-reread = { $name } foi lido de novo
import-result-rows = { $n ->
    [one] { $n } linha
   *[other] { $n } linhas
}
import-result-channels = { $n ->
    [one] { $n } canal
   *[other] { $n } canais
}
import-result-duration = Duração
import-result-rate = Taxa
import-result-open = Abrir sessão
import-result-explore = Explorar
import-result-no-issues = Nenhum problema foi encontrado no arquivo.
import-result-issues = { $n ->
    [one] { $n } tipo de problema
   *[other] { $n } tipos de problemas
}
import-result-took = Lido em { $time }
import-analysis-job = Análise de { $name }
import-analysis-soon = Em análise…
import-analysis-dangers = { $n ->
    [one] 1 perigo
   *[other] { $n } perigos
}
import-analysis-cautions = { $n ->
    [one] 1 ponto de atenção
   *[other] { $n } pontos de atenção
}
import-analysis-nothing = Nada de perigoso foi encontrado
import-analysis-unjudged = Nenhum perigo pôde ser avaliado
import-analysis-advice = { $n ->
    [one] 1 recomendação
   *[other] { $n } recomendações
}
import-analysis-open = Ir para a análise

import-issues = Problemas
import-issues-of = Problemas de { $name }
import-issues-lead = Nenhuma linha foi descartada. O que é duvidoso fica marcado e fora das contas; os valores ficam como estavam.
import-issues-csv = Baixar como CSV
import-issues-csv-hint = Baixar como CSV: os problemas
import-issues-show = Mostrar problemas
import-issues-hide = Ocultar problemas
import-issue-col-issue = Problema
import-issue-col-channel = Coluna
import-issue-col-first = Primeiro em
import-issue-col-count = Quantidade
import-issue-col-sample = Amostra
import-issue-col-done = O que foi feito
import-issue-whole-row = linha inteira
import-issue-whole-file = arquivo inteiro
import-issue-line = linha { $line }
import-issue-no-sample = nenhuma
import-issue-columns = { $n } colunas
import-issue-all = Mostrar todas as { $n } colunas
import-issue-more = Mostrar mais { $n } de { $total } colunas
import-issue-fewer = Mostrar menos
import-issue-severity-note = Nota
import-issue-severity-warning = Aviso
import-issue-severity-serious = Grave
import-issue-bad_number = Não é um número
import-issue-bad_number-done = Guardado como ausente.
import-issue-not_finite = Valor infinito ou absurdo
import-issue-not_finite-done = Guardado como ausente.
import-issue-missing_cell = Célula vazia
import-issue-missing_cell-done = Guardada como ausente.
import-issue-short_row = Linha com células de menos
import-issue-short_row-done = As células que faltam ficam como ausentes.
import-issue-long_row = Linha com células de mais
import-issue-long_row-done = As células além do cabeçalho não são guardadas.
import-issue-truncated_last_row = A última linha termina no meio
import-issue-truncated_last_row-done = O que há é guardado, o resto fica ausente. O arquivo pode ter sido cortado.
import-issue-line_too_long = Linha longa demais para ser um registro
import-issue-line_too_long-done = A linha não é guardada.
import-issue-repeated_header = O cabeçalho aparece de novo entre as linhas
import-issue-repeated_header-done = Não conta como linha.
import-issue-bad_quote = Aspas que não fecham no fim da célula
import-issue-bad_quote-done = Lido até onde foi possível.
import-issue-bad_encoding = Letras de outra codificação
import-issue-bad_encoding-done = Trocadas por um sinal substituto. Escolha outra codificação se os nomes parecerem errados.
import-issue-bad_time = Tempo que não pôde ser lido
import-issue-bad_time-done = A linha assume o tempo da anterior.
import-issue-repeated_time = Mesmo tempo duas vezes
import-issue-repeated_time-done = As duas linhas são mantidas.
import-issue-time_backwards = O tempo anda para trás
import-issue-time_backwards-done = A linha assume o tempo da anterior.
import-issue-time_restart = O relógio recomeçou
import-issue-time_restart-done = O log continua de onde estava.
import-issue-time_out_of_range = Tempo fora de 0 a 999.999 s
import-issue-time_out_of_range-done = Mantido e marcado.
import-issue-implausible_rate = Taxa de amostragem implausível
import-issue-implausible_rate-done = Mantida como está. Confira a unidade do tempo.
import-issue-out_of_range = Fora da faixa plausível
import-issue-out_of_range-done = Marcado e fora das contas.
import-issue-sentinel = Valor que quer dizer “sem sensor”
import-issue-sentinel-done = Marcado e fora das contas.
import-issue-loop_off = Alvo de λ 0: malha fechada desligada
import-issue-loop_off-done = Marcado: não é um alvo.
import-issue-export_tail = Enchimento depois da última amostra
import-issue-export_tail-done = As linhas ficam marcadas e fora das contas.
import-issue-too_many_labels = Textos diferentes demais em uma coluna
import-issue-too_many_labels-done = Os textos além do limite ficam como ausentes.
import-issue-text_in_channel = Textos onde deveria haver números
import-issue-text_in_channel-done = Mantida com o nome do arquivo.
import-issue-damaged_file = O arquivo está danificado ou foi cortado
import-issue-damaged_file-done = O que vem antes do dano foi lido. Salve o log de novo no programa do fabricante ou copie o arquivo outra vez.
import-issue-bad_checksum = Soma de verificação não confere
import-issue-bad_checksum-done = A linha é mantida. Compare seus valores com as linhas vizinhas.
import-issue-lost_blocks = Linhas que o registrador perdeu
import-issue-lost_blocks-done = Nada é posto no lugar delas. Acontece quando o cartão ou a conexão é lenta.
import-issue-unreadable_bytes = Bytes que não são linha
import-issue-unreadable_bytes-done = Ignorados; a leitura seguiu na próxima linha íntegra.

import-why-format-signature = a primeira linha é a deste formato
import-why-format-names = pelos nomes das colunas
import-why-format-grid = pelo jeito de escrever nomes e tempos
import-why-format-table = uma tabela com cabeçalho e coluna de tempo
import-why-time-user = sua escolha
import-why-time-format = sempre assim neste formato
import-why-time-header = o cabeçalho diz
import-why-time-cells = as células são escritas assim
import-why-time-steps = só assim os passos entre linhas são plausíveis

import-time-s = segundos
import-time-ds = décimos de segundo
import-time-ms = milissegundos
import-time-us = microssegundos
import-time-min = minutos
import-time-clock = horas:minutos:segundos
import-time-datetime = data e hora
import-encoding-utf-8 = UTF-8
import-encoding-utf-8-bom = UTF-8 com marca
import-encoding-utf-16-le = UTF-16
import-encoding-utf-16-be = UTF-16, big-endian
import-encoding-windows-1252 = Latin-1 (Windows-1252)
import-delimiter-comma = vírgula ,
import-delimiter-semicolon = ponto e vírgula ;
import-delimiter-tab = tabulação
import-delimiter-pipe = barra |
import-decimal-point = ponto 0.5
import-decimal-comma = vírgula 0,5

import-duplicate-title = Este log já está aqui
import-duplicate-text = { $name } tem o mesmo conteúdo de { $session }, importado em { $date }.
import-duplicate-open = Abrir a sessão existente
import-duplicate-replace = Substituir
import-duplicate-replace-hint = Notas, etiquetas e veículo ficam; os valores são lidos de novo.
import-duplicate-both = Manter os dois
import-duplicate-skip = Deixar como está

import-not-stored = Nada dele foi gravado.
import-otherwise = Ler de outra forma
import-otherwise-text = Para um log cuja forma não foi reconhecida. O que você não mudar é descoberto pelo próprio arquivo.
import-otherwise-column-hint = Como está no cabeçalho do arquivo.
import-otherwise-read = Ler de novo
import-otherwise-same = mude algo antes

import-format-fueltech-csv = CSV do FuelTech FTManager
import-format-fueltech-ftml = Log do FuelTech FTManager
import-format-mlg = Log binário do TunerStudio
import-format-motec-ld = Log da MoTeC
import-format-link-llg = Log da Link
import-format-delimited = Texto delimitado
import-format-demo = Log de demonstração

import-announce-done = { $name } foi importado.
import-announce-failed = { $name } não foi importado.
import-announce-review = { $name } precisa da sua conferência antes de ser gravado.
import-announce-batch = { $done } de { $n } arquivos foram importados.
import-announce-batch-asking = { $n ->
    [one] { $n } arquivo espera a sua decisão.
   *[other] { $n } arquivos esperam a sua decisão.
}
import-announce-look = Conferir

# Como foi entendido
import-confidence = { $n } % de certeza
import-form-time-column = Coluna do tempo
import-form-time-unit = Unidade do tempo
import-form-delimiter = Separador
import-form-encoding = Codificação
import-form-auto = Como encontrado
