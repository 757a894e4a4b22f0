# Mapas base: tabelas calculadas a partir do veículo
base-maps-title = Calcular a tabela a partir do veículo
base-maps-vehicle = Veículo
base-maps-banks = Injetores e bancadas do veículo
base-maps-calculator = O que a tabela é
base-maps-figures = Dados
base-maps-needed = Este dado é necessário
base-maps-fuel = Combustível
base-maps-regulator = Dosador de combustível
base-maps-as-vehicle = Como está no veículo
base-maps-strategy = Estratégia
base-maps-safety = Fator de segurança: { $factor }
base-maps-safety-hint = Acima de 1 fica mais rico, abaixo de 1 mais pobre, em qualquer estratégia.
base-maps-ve-source = Eficiência volumétrica vinda de
base-maps-lambda-source = Alvo de λ vindo de
base-maps-generated = Calculado
base-maps-dead-time = A tabela inclui o dead time
base-maps-dead-time-hint = Como no mapa principal da FuelTech. Senão as células mostram só o que realmente flui.
base-maps-octane = Octanagem pode adiantar o ponto
base-maps-octane-hint = Até 3° acima do padrão de fábrica, meio grau para cada ponto acima de 95. Menos octanagem sempre atrasa.
base-maps-basis = Correção vinda de
base-maps-basis-factory = Curva da FuelTech
base-maps-basis-physics = Física
base-maps-basis-hint = Por rotação: a eficiência volumétrica. Por temperatura do ar: a densidade do ar.
base-maps-missing = Ainda falta: { $names }
base-maps-assumed = O veículo não informa, então foi usado o valor comum: { $names }
base-maps-assumed-regulator = dosador 1:1
base-maps-assumed-openings = uma injeção por ciclo
base-maps-show-new = Valores novos
base-maps-grid = A tabela como ficaria
base-maps-no-flags = Os injetores atendem todas as células
base-maps-flag-count = { $flag }: { $n ->
    [one] 1 célula
   *[other] { $n } células
}
base-maps-jump = Mostrar { $at }
base-maps-pick = Clique em uma célula, ou tecle Enter nela, para ver como o valor foi calculado.
base-maps-explained = { $at }: { $value }
base-maps-explained-none = { $at }: sem valor, fica o da tabela
base-maps-steps = Como a célula foi calculada
base-maps-step-name = Dado
base-maps-step-sum = Conta
base-maps-step-value = Valor
base-maps-apply = Aplicar
base-maps-set-title = Novas tabelas a partir do veículo
base-maps-set-text = Eixos da FuelTech, preenchidos com o que se sabe do veículo. Depois cada tabela pode ser editada, comparada e calculada de novo.
base-maps-set-none = Escolha ao menos uma tabela
base-maps-set-rpm-hint = Combina com o mapa principal por MAP. Uma tabela por rotação e MAP já inclui essa correção.
base-maps-set-make = { $n ->
    [one] Criar 1 tabela
   *[other] Criar { $n } tabelas
}
base-maps-made = { $n ->
    [one] 1 tabela foi criada
   *[other] { $n } tabelas foram criadas
}

base-maps-from-own = Seu valor; apague para voltar atrás
base-maps-from-vehicle = Do veículo
base-maps-from-usual = Valor comum

base-maps-strategy-conservative = Conservadora
base-maps-strategy-balanced = Equilibrada
base-maps-strategy-aggressive = Agressiva
base-maps-strategy-economy = Economia
base-maps-strategy-sport = Esportiva
base-maps-strategy-text-conservative = Para um motor que ninguém mediu ainda: a mais rica e mais atrasada em carga.
base-maps-strategy-text-balanced = A mistura usual, com um grau a menos em carga que o ponto de fábrica.
base-maps-strategy-text-aggressive = Para um motor bem monitorado: a mais pobre em carga, com todo o avanço de fábrica.
base-maps-strategy-text-economy = Pobre em cruzeiro, rica e atrasada em carga.
base-maps-strategy-text-sport = Rica em cruzeiro para responder rápido, um pouco mais pobre que a equilibrada em carga.

base-maps-calculator-fuel = Mapa principal de combustível
base-maps-calculator-ve = Eficiência volumétrica
base-maps-calculator-lambda = Alvo de λ
base-maps-calculator-ignition = Ignição
base-maps-calculator-ignition_by_map = Ignição por MAP
base-maps-calculator-ignition_by_engine = Ignição por temperatura do motor
base-maps-calculator-ignition_by_air = Ignição por temperatura do ar
base-maps-calculator-fuel_by_rpm = Combustível por rotação
base-maps-calculator-fuel_by_tps = Combustível por TPS
base-maps-calculator-fuel_by_engine = Combustível por temperatura do motor
base-maps-calculator-fuel_by_air = Combustível por temperatura do ar
base-maps-calculator-dead_time = Dead time dos injetores
base-maps-calculator-first_pulse = Primeiro pulso de partida
base-maps-calculator-cranking = Pulso de partida
base-maps-calculator-after_start = Pós-partida

base-maps-unfit-table = Não há cálculo para uma tabela deste tipo com estes eixos
base-maps-unfit-diesel = Diesel não tem centelha nem alvo de λ
base-maps-unfit-gas = Gás não passa pelo injetor como um líquido
base-maps-unfit-source-table = A tabela escolhida não é por MAP e rotação, ou está em outra unidade

base-maps-flag-no-pressure-difference = Sem pressão diferencial no injetor, nada flui
base-maps-flag-over-duty = Injetores abertos além do limite
base-maps-flag-lean-under-load = Pobre em carga
base-maps-flag-below-minimum-pulse = Elevado ao pulso mínimo
base-maps-flag-held-at-limit = Mantido no limite

base-maps-input-displacement = Cilindrada
base-maps-input-cylinders = Cilindros
base-maps-input-injectors-a = Injetores da bancada A
base-maps-input-flow-a = Vazão por injetor, bancada A
base-maps-input-injectors-b = Injetores da bancada B
base-maps-input-flow-b = Vazão por injetor, bancada B
base-maps-input-start-b = Bancada B abre a partir de
base-maps-input-rated-pressure = Pressão da vazão informada
base-maps-input-base-pressure = Pressão base de combustível
base-maps-input-dead-time-a = Dead time da bancada A
base-maps-input-dead-time-b = Dead time da bancada B
base-maps-input-min-pulse = Pulso mínimo
base-maps-input-duty-limit = Limite de abertura
base-maps-input-max-rpm = Limitador de rotação
base-maps-input-octane = Octanagem (RON)
base-maps-input-charge-temperature = Temperatura da carga de ar
base-maps-input-barometric = Pressão atmosférica
base-maps-input-reference-rpm = Rotação de referência
base-maps-input-reference-map = MAP de referência
base-maps-input-own-advance = Avanço por sua conta

base-maps-symbol-rpm = Rotação
base-maps-symbol-map = MAP
base-maps-symbol-barometric = Pressão atmosférica
base-maps-symbol-pressure = Pressão absoluta
base-maps-symbol-charge = Temperatura da carga de ar
base-maps-symbol-volume = Volume de um cilindro
base-maps-symbol-ve = Eficiência volumétrica
base-maps-symbol-air = Ar no cilindro
base-maps-symbol-stoich = Razão ar-combustível em λ 1
base-maps-symbol-lambda-aim = Alvo de λ
base-maps-symbol-safety = Fator de segurança
base-maps-symbol-lambda = λ usado
base-maps-symbol-fuel = Combustível para isso
base-maps-symbol-flow = Vazão nominal dos injetores de um cilindro
base-maps-symbol-rated = Pressão nominal
base-maps-symbol-difference = Pressão diferencial no injetor
base-maps-symbol-flow-here = Vazão nessa pressão
base-maps-symbol-openings = Aberturas por ciclo
base-maps-symbol-pulse = Pulso efetivo
base-maps-symbol-dead = Dead time
base-maps-symbol-commanded = Pulso comandado
base-maps-symbol-cycle = Tempo de um ciclo
base-maps-symbol-duty = Abertura
base-maps-symbol-base-ve = Enchimento por rotação
base-maps-symbol-gain = Ganho por pressão
base-maps-symbol-ve-made = Eficiência volumétrica
base-maps-symbol-lambda-base = λ por pressão
base-maps-symbol-taper = Parcela por rotação
base-maps-symbol-lambda-made = Alvo de λ
base-maps-symbol-advance-rpm = Ponto de fábrica por rotação
base-maps-symbol-advance-map = Correção de fábrica por MAP
base-maps-symbol-retard = Retirado pela estratégia
base-maps-symbol-octane-advance = Pela octanagem
base-maps-symbol-own-advance = Por sua conta
base-maps-symbol-advance = Ponto
base-maps-symbol-map-correction = Correção por MAP
base-maps-symbol-temperature = Temperatura
base-maps-symbol-factory = Valor de fábrica
base-maps-symbol-ve-reference = Eficiência volumétrica na referência
base-maps-symbol-by-ve = Correção
base-maps-symbol-charge-c = Temperatura da carga de ar
base-maps-symbol-by-density = Correção
base-maps-symbol-dead-factory = Dead time de fábrica, acima de 1 ms
base-maps-symbol-dead-here = Somado pela tensão
base-maps-symbol-start-factory = Pulso de fábrica
base-maps-symbol-start-scale = Tempo de injeção em relação ao mapa de fábrica
base-maps-symbol-start-here = Pulso

base-maps-sum-pressure = { $barometric } + { $map }
base-maps-sum-air = { $ve } · { $pressure } · { $volume } ÷ (287,05 J/kg·K · { $charge })
base-maps-sum-lambda = { $lambda-aim } ÷ { $safety }
base-maps-sum-fuel = { $air } ÷ ({ $stoich } · { $lambda })
base-maps-sum-flow-here = { $flow } · √({ $difference } ÷ { $rated })
base-maps-sum-pulse = { $fuel } ÷ { $flow-here } ÷ { $openings }
base-maps-sum-commanded = { $pulse } + { $dead }
base-maps-sum-cycle = duas voltas do virabrequim
base-maps-sum-duty = { $commanded } · { $openings } ÷ { $cycle }
base-maps-sum-ve-made = { $base-ve } · { $gain }
base-maps-sum-lambda-made = { $lambda-base } · { $taper } ÷ { $safety }
base-maps-sum-advance = { $advance-rpm } + { $advance-map } − { $retard } + { $octane-advance } + { $own-advance }
base-maps-sum-map-correction = { $advance-map } − { $retard } + { $octane-advance } + { $own-advance }
base-maps-sum-by-ve = { $ve } ÷ { $ve-reference } − 1
base-maps-sum-by-density = { $charge-c } ÷ { $temperature } − 1, ambas em temperatura absoluta
base-maps-sum-dead-here = { $dead-factory } · { $dead } ÷ 1 ms
base-maps-sum-start-here = ({ $start-factory } − 1 ms) · { $start-scale } + { $dead }
