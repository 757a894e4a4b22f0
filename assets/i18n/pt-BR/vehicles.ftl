# A lista.
vehicles-sub = { $n ->
    [0] Nenhum veículo ainda
    [one] { $n } veículo
   *[other] { $n } veículos
}
vehicles-new = Novo veículo
vehicles-new-continue = Continuar novo veículo
vehicles-add-examples = Adicionar três veículos de exemplo
vehicles-import = Importar
vehicles-import-command = Importar veículos de um arquivo
vehicles-import-input = Arquivo de veículos
vehicles-export-command = Exportar todos os veículos para um arquivo
vehicles-empty-title = Seus veículos ficam aqui
vehicles-empty-text = O veículo guarda o que o log não diz: motor, combustível, bicos, pressão de turbo, peso. Os logs passam a falar a língua do combustível dele, e você vê até onde os bicos chegam. Para começar, bastam nome, marca e modelo.
vehicles-search = Buscar veículos
vehicles-search-placeholder = Nome, marca, modelo, ano
vehicles-show-archived = Mostrar arquivados
vehicles-hidden-archived = { $n ->
    [one] { $n } veículo arquivado está oculto.
   *[other] { $n } veículos arquivados estão ocultos.
}
vehicles-nothing-found = Nenhum veículo corresponde à busca
vehicles-nothing-found-text = Mude as palavras ou mostre também os arquivados.
vehicles-clear-search = Limpar busca
vehicles-list = Veículos
vehicles-more-actions = Mais
vehicles-sessions = { $n ->
    [0] Nenhuma sessão
    [one] { $n } sessão
   *[other] { $n } sessões
}
vehicles-select = Selecionar
vehicles-selected = Selecionado
vehicles-selected-hint = Ele acompanha você em todo o aplicativo.
vehicles-tag-archived = Arquivado
vehicles-tag-draft = Alterações não salvas
vehicles-more = Mais para { $name }
vehicles-duplicate = Duplicar
vehicles-archive = Arquivar
vehicles-unarchive = Tirar do arquivo
vehicles-export = Exportar como JSON
vehicles-delete = Excluir
vehicles-no-engine = Motor ainda não descrito
vehicles-blend-of = E{ $percent }

# O que foi feito.
vehicles-created = “{ $name }” foi salvo e selecionado.
vehicles-saved = “{ $name }” foi salvo.
vehicles-duplicated = “{ $name }” foi adicionado.
vehicles-archived = “{ $name }” foi arquivado.
vehicles-unarchived = “{ $name }” saiu do arquivo.
vehicles-deleted = “{ $name }” foi excluído.
vehicles-examples-added = { $n ->
    [one] { $n } veículo de exemplo foi adicionado.
   *[other] { $n } veículos de exemplo foram adicionados.
}
vehicles-example-note = Exemplo. Os números são típicos do modelo, não medidos.
vehicles-copy-suffix = (cópia)
vehicles-exported = { $n ->
    [one] { $n } veículo está em { $file }.
   *[other] { $n } veículos estão em { $file }.
}
vehicles-imported = { $n ->
    [one] { $n } veículo foi importado.
   *[other] { $n } veículos foram importados.
}{ $same ->
    [0] {""}
    [one] { " " }{ $same } já estava aqui.
   *[other] { " " }{ $same } já estavam aqui.
}
vehicles-import-nothing-new = { $n ->
    [one] O veículo de { $file } já está aqui, exatamente assim.
   *[other] Os { $n } veículos de { $file } já estão aqui, exatamente assim.
}
vehicles-import-failed = Não foi possível importar { $file }
vehicles-import-syntax = O erro está na linha { $line }, coluna { $column }. Nada foi importado.
vehicles-import-not-vehicles = Este não é um arquivo de veículos. Escolha um feito aqui por “Exportar”. Nada foi importado.
vehicles-import-newer = O arquivo é de uma versão mais nova ({ $found }). Recarregue a página para obter a versão mais nova. Nada foi importado.
vehicles-import-empty = Não há nenhum veículo no arquivo.
vehicles-import-refused = Veículo { $number } ({ $name }), campo “{ $field }”: { $why } Nada foi importado.

# A página de um veículo.
vehicles-title-new = Novo veículo
vehicles-missing = Este veículo não existe
vehicles-missing-text = Ele foi excluído, ou o endereço veio de outro dispositivo.
vehicles-back = Todos os veículos
vehicles-form = Veículo
vehicles-save = Salvar
vehicles-save-blocked = Nada mudou
vehicles-discard = Descartar alterações
vehicles-discarded = As alterações foram descartadas.
vehicles-unsaved = Alterações não salvas. Elas ficam neste dispositivo até você salvar ou descartar.
vehicles-restored = As alterações não salvas de { $when } estão de volta no formulário.
vehicles-changed-elsewhere = Este veículo foi alterado em outra aba. Ao salvar, a sua versão toma o lugar.
vehicles-take-theirs = Usar a outra versão
vehicles-refused = { $n ->
    [one] { $n } campo precisa de atenção antes de salvar.
   *[other] { $n } campos precisam de atenção antes de salvar.
}
vehicles-part-errors = { $n ->
    [one] { $n } erro
   *[other] { $n } erros
}
vehicles-part-filled = { $n } de { $of } preenchidos
vehicles-choose = Não escolhido
vehicles-example = ex.: { $value }
vehicles-natural-note = Motores aspirados não têm nada aqui.

# As partes do formulário.
vehicles-part-identity = Identificação
vehicles-part-engine = Motor
vehicles-part-fuel = Combustível
vehicles-part-injection = Bicos injetores
vehicles-part-turbo = Turbo e pressão
vehicles-part-driveline = Transmissão e carroceria
vehicles-part-limits = Limites
vehicles-bank-a = Bancada A
vehicles-bank-b = Bancada B
vehicles-injectors-common = As duas bancadas
vehicles-injectors-figures = Injetores e bancadas
vehicles-injectors-waiting = Com a quantidade de injetores e a vazão de um, aqui aparece o que cada bancada entrega e o tamanho necessário.
vehicles-injectors-balance = Uma bancada contra a outra
vehicles-injectors-even = { $by } de diferença, dentro de { $limit }
vehicles-injectors-uneven = { $by } de diferença, mais que { $limit }
vehicles-injectors-size = Tamanho do injetor
vehicles-injectors-needed = { $flow } cada com { $duty } de abertura
vehicles-injectors-next = próximo tamanho vendido: { $size }
vehicles-injectors-none = nenhum tamanho vendido basta
vehicles-injectors-curve = Vazão total pela pressão diferencial
vehicles-injectors-at = { $pressure }: { $flow }

# Os campos.
vehicles-field-name = Nome
vehicles-field-nickname = Apelido
vehicles-field-make = Marca
vehicles-field-model = Modelo
vehicles-field-plate = Placa
vehicles-field-notes = Observações
vehicles-field-year = Ano
vehicles-field-displacement = Cilindrada
vehicles-field-layout = Configuração
vehicles-field-cylinders = Cilindros
vehicles-field-aspiration = Aspiração
vehicles-field-power = Potência
vehicles-field-torque = Torque
vehicles-field-max-rpm = Corte de giro
vehicles-field-idle-rpm = Marcha lenta
vehicles-field-compression-ratio = Taxa de compressão
vehicles-field-camshaft = Comando de válvulas
vehicles-field-cooling = Arrefecimento
vehicles-field-fuel = Combustível
vehicles-field-ethanol = Etanol na gasolina
vehicles-field-bsfc = BSFC
vehicles-field-octane = Octanagem (RON)
vehicles-field-fuel-system = Injeção
vehicles-field-bank-a-enabled = Bancada A em uso
vehicles-field-bank-b-enabled = Bancada B em uso
vehicles-field-bank-injectors = Bicos
vehicles-field-bank-flow = Vazão de cada bico
vehicles-field-bank-dead-time = Tempo morto
vehicles-field-bank-mode = Acionamento
vehicles-field-bank-outputs = Saídas da ECU
vehicles-field-bank-start = Entra a partir de
vehicles-field-injector = Tipo de bico
vehicles-field-impedance = Impedância
vehicles-field-rated-pressure = Pressão da vazão nominal
vehicles-field-base-pressure = Pressão de combustível
vehicles-field-regulator = Regulador
vehicles-field-min-pulse = Menor pulso
vehicles-field-max-boost = Pressão máxima
vehicles-field-standard-boost = Pressão do dia a dia
vehicles-field-natural-power = Potência sem pressão
vehicles-field-wastegate = Válvula wastegate
vehicles-field-turbo-make = Marca do turbo
vehicles-field-turbo-model = Modelo do turbo
vehicles-field-mass = Peso
vehicles-field-drag-coefficient = Coeficiente de arrasto (Cx)
vehicles-field-frontal-area = Área frontal
vehicles-field-tyre = Pneu
vehicles-field-transmission = Câmbio
vehicles-field-drivetrain = Tração
vehicles-field-final-drive = Diferencial
vehicles-field-gears = Marchas
vehicles-field-gear-ratios = Relações de marcha
vehicles-field-map-min = MAP mínimo
vehicles-field-map-max = MAP máximo
vehicles-field-duty = Maior abertura dos bicos
vehicles-field-fuel-pressure-min = Menor pressão de combustível
vehicles-field-coolant = Maior temperatura da água
vehicles-field-intake-air = Maior temperatura do ar
vehicles-field-egt = Maior temperatura do escape

# Linhas abaixo dos campos.
vehicles-hint-plate = Fica neste dispositivo, como todo o resto.
vehicles-hint-power = No motor, com pressão: a que tem hoje ou a que deve ter.
vehicles-hint-ethanol = Em volume, sem água.
vehicles-hint-bsfc = Vazio: vem do combustível e da aspiração, como faixa.
vehicles-hint-bank-flow = lb/h, cm³/min ou g/s; volume conta como gasolina, 0,745 kg/L.
vehicles-hint-bank-outputs = 1 a 8, como em 1 2 3 4 ou 1-4.
vehicles-hint-bank-start = Pressão do coletor.
vehicles-hint-rated-pressure = Onde o fabricante informa a vazão; em geral 3 bar.
vehicles-hint-base-pressure = Motor desligado, mangueira de vácuo solta.
vehicles-hint-natural-power = Estima a potência com pressão quando ela não foi informada.
vehicles-hint-standard-boost = A que você usa na rua.
vehicles-hint-tyre = Como na lateral: 195/55 R15.
vehicles-hint-gear-ratios = Da primeira em diante: 3,36 2,09 1,47 1,10 0,87
vehicles-hint-mass = Pronto para andar, com motorista e combustível.

# O que se pode escolher.
vehicles-layout-i3 = I3
vehicles-layout-i4 = I4
vehicles-layout-i5 = I5
vehicles-layout-i6 = I6
vehicles-layout-v6 = V6
vehicles-layout-v8 = V8
vehicles-layout-v10 = V10
vehicles-layout-v12 = V12
vehicles-layout-h4 = H4
vehicles-layout-h6 = H6
vehicles-aspiration-natural = Aspirado
vehicles-aspiration-turbo = Turbo
vehicles-aspiration-supercharger = Compressor
vehicles-aspiration-turbo-supercharger = Turbo e compressor
vehicles-aspiration-twin-turbo = Biturbo
vehicles-camshaft-low = Baixa graduação
vehicles-camshaft-high = Alta graduação
vehicles-cooling-water = Água
vehicles-cooling-air = Ar
vehicles-fuel-gasoline = Gasolina (E0)
vehicles-fuel-e10 = Gasolina E10
vehicles-fuel-e22 = Gasolina E22
vehicles-fuel-e27 = Gasolina E27
vehicles-fuel-e30 = Gasolina E30
vehicles-fuel-e85 = E85
vehicles-fuel-e100 = Etanol anidro
vehicles-fuel-e100-hydrous = Etanol hidratado
vehicles-fuel-methanol = Metanol
vehicles-fuel-cng = GNV
vehicles-fuel-lpg = GLP
vehicles-fuel-diesel = Diesel
vehicles-fuel-blend = Mistura própria
vehicles-fuel-system-port = No coletor
vehicles-fuel-system-direct = Direta
vehicles-fuel-system-dual = Coletor e direta
vehicles-regulator-one-to-one = Segue o coletor (1:1)
vehicles-regulator-fixed = Pressão fixa
vehicles-impedance-high = Alta
vehicles-impedance-low = Baixa
vehicles-bank-mode-batch = Multiponto
vehicles-bank-mode-semi-sequential = Semissequencial
vehicles-bank-mode-sequential = Sequencial
vehicles-wastegate-internal = Interna
vehicles-wastegate-external = Externa
vehicles-wastegate-electronic = Eletrônica
vehicles-transmission-manual = Manual
vehicles-transmission-automatic = Automático
vehicles-transmission-dual-clutch = Dupla embreagem
vehicles-transmission-cvt = CVT
vehicles-drivetrain-fwd = Dianteira
vehicles-drivetrain-rwd = Traseira
vehicles-drivetrain-awd = Integral
vehicles-drivetrain-4wd = 4x4 engatável

# O que um campo diz sobre o que está nele.
vehicles-error-required = Obrigatório.
vehicles-error-ethanol = Informe quanto etanol há na mistura, ou escolha um combustível da lista.
vehicles-error-too-long = No máximo { $most } caracteres.
vehicles-error-range = Deve ficar entre { $least } e { $most }.
vehicles-error-number = Isto não é um número.
vehicles-error-ratios = Digite números separados por espaço, como 3,36 2,09 1,47.
vehicles-error-counts = Digite números inteiros separados por espaço, como 1 2 3 4.
vehicles-error-whole = Digite um número inteiro.
vehicles-error-unit = Esta unidade não serve aqui.
vehicles-error-repeated = { $value } aparece duas vezes.
vehicles-error-output-taken = A saída { $output } já é usada pela bancada A.
vehicles-error-cylinders = A configuração { $layout } tem { $n } cilindros.
vehicles-error-gears = { $gears } marchas, mas { $ratios } relações.
vehicles-error-too-many = No máximo { $most }.
vehicles-error-above = Não pode passar de “{ $field }”.

# Como é o combustível.
vehicles-fuel-figures = Este combustível
vehicles-stoich = AFR estequiométrico
vehicles-density = Densidade
vehicles-density-gas = gás
vehicles-bsfc-expected = BSFC esperado
vehicles-bsfc-given = BSFC informado

# O que resulta.
vehicles-derived = O que resulta
vehicles-derived-flow = Vazão total dos bicos
vehicles-derived-flow-remark = { $flow }, totalmente abertos
vehicles-derived-capacity = Potência que os bicos alimentam
vehicles-derived-capacity-remark = { $typical } com BSFC { $bsfc }
vehicles-derived-margin = Margem
vehicles-derived-margin-span = { $low } a { $high } conforme o BSFC
vehicles-derived-duty = Abertura na potência máxima
vehicles-derived-duty-over = acima do seu limite de { $limit }
vehicles-derived-duty-under = seu limite é { $limit }
vehicles-derived-required = Potência a alimentar
vehicles-derived-required-stated = como informada
vehicles-derived-required-boost = estimada pela pressão
vehicles-derived-standard = na pressão do dia a dia: { $power }
vehicles-derived-weight = Relação potência-peso
vehicles-derived-circumference = Circunferência do pneu
vehicles-derived-needs = Falta { $fields }
vehicles-margin-safe = Seguro
vehicles-margin-adequate = Adequado
vehicles-margin-limit = No limite
vehicles-margin-safe-text = a partir de 20 %
vehicles-margin-adequate-text = 10 a 20 %
vehicles-margin-limit-text = abaixo de 10 %

# Como foi calculado.
vehicles-how = Como foi calculado
vehicles-how-of = { $what }: como foi calculado
vehicles-how-flow-formula = Σ bicos × vazão de cada × √(pressão de combustível ÷ pressão nominal)
vehicles-how-flow-note = A raiz fica entre 0,5 e 2. Se uma das duas pressões falta, conta como 1. Com regulador de pressão fixa, a pressão máxima de turbo é descontada da pressão de combustível.
vehicles-how-flow-root = Fator de pressão
vehicles-how-capacity-formula = vazão total ÷ BSFC
vehicles-how-capacity-note = Bicos totalmente abertos. É uma faixa, porque o BSFC nunca é conhecido com exatidão: um valor informado conta ±10 %, os outros são o que o combustível e o tipo de motor fazem esperar.
vehicles-how-margin-formula = (potência alimentada − potência a alimentar) ÷ potência a alimentar
vehicles-how-margin-note = Julgada pelo meio da faixa. Seguro a partir de 20 %, adequado a partir de 10 %, no limite abaixo disso.
vehicles-how-required-formula = potência sem pressão × (1 + pressão em bar)
vehicles-how-duty-formula = potência a alimentar ÷ potência alimentada
vehicles-how-duty-note = Parte do tempo em que os bicos ficam abertos na potência máxima, no meio da faixa de BSFC.
vehicles-how-weight-formula = potência a alimentar ÷ peso
vehicles-how-weight-note = Com a potência informada, ou estimada pela pressão.
vehicles-how-circumference-formula = π × (aro + 2 × largura × perfil)
vehicles-how-circumference-note = Sem carga; rodando, o pneu percorre 2 a 4 % menos.
vehicles-tabs = Partes do veículo
vehicles-tab-data = Dados
vehicles-tab-trends = Tendências
