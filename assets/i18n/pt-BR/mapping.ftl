# O que foi entendido de um arquivo, e o que foi suposto.
import-map-title = O que se entendeu de { $name }
import-map-lead = Nada foi gravado ainda. Confira os pontos duvidosos e importe.
import-map-clean = Nada duvidoso foi encontrado.
import-map-doubts = { $n ->
    [one] { $n } ponto duvidoso
   *[other] { $n } pontos duvidosos
}
import-map-import = Importar
import-map-again = Ler de novo assim
import-map-again-lead = A sessão fica como está até você ler de novo. Nome, notas, etiquetas e veículo ficam de qualquer jeito.
import-map-again-title = Como { $name } é lido
import-map-again-skip = Deixar como está
import-map-import-anyway = Importar como entendido
import-map-skip = Não importar
import-map-remember = Lembrar para arquivos assim
import-map-remember-hint = Arquivos com as mesmas colunas serão importados sem perguntar.
import-map-alike = { $n ->
    [one] Mais { $n } arquivo com as mesmas colunas espera; ele será lido como este.
   *[other] Mais { $n } arquivos com as mesmas colunas esperam; eles serão lidos como este.
}
import-map-remembered = Lido como você escolheu para arquivos com as mesmas colunas.
import-map-forget = Esquecer esta escolha
import-map-forgotten = A escolha para arquivos com estas colunas foi esquecida.
import-map-updating = Lendo de novo
import-map-undo = Desfazer minhas correções
import-map-form = Forma do arquivo
import-map-format = Formato
import-map-decimal = Marca decimal
import-map-rate = Taxa
import-map-duration = Duração
import-map-rows = Linhas
import-map-started = Gravado em
import-map-about = cerca de { $value }
import-map-auto = Como encontrado: { $value }
import-map-more = Mostrar mais { $n } colunas
import-map-columns = Colunas
import-map-columns-counts = { $known } conhecidas, { $own } com nome próprio, { $ignored } deixadas de fora
import-map-filter = Filtrar colunas
import-map-filter-all = Todas
import-map-filter-doubtful = Duvidosas
import-map-filter-unknown = Desconhecidas
import-map-search = Buscar colunas
import-map-none = Nenhuma coluna corresponde.
import-map-col-status = Estado
import-map-col-source = Coluna no arquivo
import-map-col-cells = Primeiros valores
import-map-in-file = no arquivo
import-map-understood = como entendido
import-map-also = Também nele
import-map-markers = { $n ->
    [one] { $n } marcador
   *[other] { $n } marcadores
}
import-map-tables = { $n ->
    [one] { $n } tabela do mapa
   *[other] { $n } tabelas do mapa
}
import-map-bases = { $n ->
    [one] { $n } base de tempo
   *[other] { $n } bases de tempo: cada canal mantém a sua taxa
}
import-map-time-as = { $unit }: { $rate }
import-map-rows-title = As primeiras linhas
import-map-rows-lead = Em cima como estão no arquivo, embaixo como foram entendidas. Colunas duvidosas vêm primeiro.
import-map-rows-other = { $n ->
    [one] { $n } canal foi gravado em outra taxa; suas primeiras amostras estão abaixo.
   *[other] { $n } canais foram gravados em outras taxas; suas primeiras amostras estão abaixo.
}
import-map-rows-time = Tempo
import-map-rows-line = linha { $n }
import-map-lines = Como o arquivo começa
import-line-before = antes dos nomes
import-line-names = nomes
import-line-more_names = mais nomes
import-line-units = unidades
import-line-row = linha de dados
import-map-col-meaning = Significado
import-map-col-unit = Unidade
import-map-meaning-of = Significado de { $column }
import-map-unit-of = Unidade de { $column }
import-map-own = Canal próprio
import-map-own-as = Canal próprio “{ $name }”
import-map-ignore = Deixar de fora
import-map-suggest = Tomar como { $channel }
import-map-suggest-for = Tomar { $column } como { $channel }
import-map-back-of = Voltar ao encontrado em { $column }
import-map-choose-search = Buscar canais
import-map-choose-none = Nenhum canal tem esse nome.
import-map-taken = já usado por { $column }
import-map-stoich = Relação estequiométrica
import-map-density = Densidade do combustível
import-map-issues = Problemas no começo
import-map-unit-none = sem unidade
import-map-own-rate = gravado a { $rate } Hz
import-map-read-as = Ler como { $unit }
import-status-known = Conhecida
import-status-doubt = Duvidosa
import-status-own = Nome próprio
import-status-ignored = Fora
import-status-user = Sua escolha
import-why-key-user = sua escolha
import-why-key-profile = o nome do próprio formato
import-why-key-alias = um nome que muitos programas usam
import-why-key-custom = nome desconhecido; mantido como está
import-why-key-taken = outra coluna já é este canal
import-why-key-unfit = o nome é de um canal, a unidade ou o conteúdo não
import-why-key-ignored = deixada de fora por você
import-why-unit-user = sua escolha
import-why-unit-profile = o formato sempre escreve assim
import-why-unit-header = o arquivo diz: { $text }
import-why-unit-header-plain = o arquivo diz
import-why-unit-values = só assim os valores são plausíveis
import-why-unit-assumed = suposta; nada diz o contrário
import-why-unit-none = sem unidade
import-doubt-time_unit = Unidade do tempo: { $chosen }?
import-doubt-time_unit-text = Nada no arquivo diz; só assim os passos entre linhas são plausíveis.
import-doubt-rate = { $chosen } amostras por segundo?
import-doubt-rate-text = Nenhum registrador conhecido grava assim. Confira a coluna e a unidade do tempo.
import-doubt-lambda_or_afr = { $column }: λ ou relação ar-combustível? Lido como { $chosen }.
import-doubt-lambda_or_afr-text = Os valores podem ser λ ou relação ar-combustível.
import-doubt-pressure_kind = { $column }: pressão relativa ou absoluta? Lido como { $chosen }.
import-doubt-pressure_kind-text = Os valores podem ser pressão relativa ou absoluta.
import-doubt-unit = { $column } em { $chosen }?
import-doubt-unit-text = O arquivo não diz a unidade.
import-doubt-decimal = Marca decimal: { $chosen }?
import-doubt-decimal-text = As vírgulas deste arquivo podem ser decimais ou separar células.
import-doubt-suggestion = { $column }: talvez { $chosen }?
import-doubt-suggestion-text = O nome não é conhecido, mas parece o de um canal.
import-doubt-no_known_channel = Nenhum dos canais principais foi reconhecido
import-doubt-no_known_channel-text = Sem rotação, pressão ou λ poucas contas são possíveis. Diga o que as colunas significam.
import-doubt-show = Mostrar coluna
import-doubt-show-of = Mostrar coluna { $column }
