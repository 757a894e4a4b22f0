# Comparação de sessões.
compare-title = Comparar
compare-sub = De duas a oito sessões lado a lado: nos mesmos pontos de operação, por números-chave e alinhadas por um evento.
compare-empty-title = Ainda não há o que comparar
compare-empty-text = Uma comparação precisa de duas sessões: antes e depois de um ajuste, dois dias, dois carros. Elas podem ser de marcas diferentes.
compare-empty-action = Importar logs
compare-too-few = Adicione pelo menos duas sessões.
compare-retry = Tentar de novo

# Escolha.
compare-sessions = Sessões
compare-add = Adicionar sessão
compare-add-choose = Escolha…
compare-full = { $n } sessões é o máximo que dá para comparar.
compare-baseline = referência
compare-make-base = referência { $name }
compare-remove = Tirar { $name }
compare-gone = Esta sessão não está mais aqui
compare-how = Alinhamento e canais
compare-align = Alinhar as curvas por
compare-by-pull = Puxada
compare-by-launch = Largada
compare-by-rpm = RPM
compare-by-marker = Marcador
compare-by-start = Início do log
compare-rpm = Rotação que é cruzada
compare-along-rpm = Desenhar por rotação
compare-pick-of = Evento de { $session }
compare-pick-telling = O mais representativo
compare-marker-of = Anotação de { $session }
compare-marker-choose = Escolha…
compare-moment-of = Momento de { $session }
compare-channels = { $n ->
    [one] { $n } canal comparado
   *[other] { $n } canais comparados
}
compare-channels-legend = Canais comparados
compare-channel-in = { $channel } ({ $n } de { $all })
compare-channels-alone = { $n ->
    [one] { $n } canal que só uma sessão tem não pode ser comparado.
   *[other] { $n } canais que só uma sessão tem não podem ser comparados.
}
compare-channels-usual = Os canais de costume

# Andamento.
compare-state = Andamento da comparação
compare-running = Comparando…
compare-took = Comparado em { $ms } ms
compare-kept = Guardado de antes
compare-cancelled = Interrompido.
compare-failed = Não foi possível comparar.
compare-stop = Parar
compare-again = Comparar de novo
compare-report = Relatório

# Seções.
compare-part-verdict = Veredito
compare-part-figures = Números-chave
compare-part-channels = Nos mesmos pontos de operação
compare-part-cells = Por rotação e carga
compare-part-courses = Curvas alinhadas
compare-part-basis = Em que se apoia
compare-against = { $other } contra { $base }
compare-is-better = melhor
compare-is-worse = pior
compare-is-mixed = melhor em alguns pontos, pior em outros
compare-is-changed = diferente, sem lado melhor por si só
compare-is-same = não dá para afirmar diferença
compare-is-untold = pouca coisa em comum para dizer
compare-verdict-text = Números-chave: { $better } melhores, { $worse } piores, { $changed } mudaram, { $same } sem afirmação, { $few } com poucas amostras. Canais nos mesmos pontos de operação: { $channels } de { $tested } diferem.
compare-claims = Foram testadas { $tests } diferenças e { $claimed } podem ser afirmadas. Do que se afirma, espera-se que no máximo uma em vinte seja acaso (taxa de falsas descobertas, a menos que os parâmetros digam outra coisa).
compare-no-figures = Nenhum dos logs tem um número-chave.
compare-near-zero = Erros de λ e correções: a diferença é da distância até zero, então menos é melhor.
compare-no-cells = As sessões não têm ponto de operação em comum com amostras suficientes.
compare-is-axis = Os pontos de operação são feitos dele, então ele só é comparado como curva.
compare-no-claimed-cells = Em nenhum ponto de operação dá para afirmar diferença.
compare-missing = { $channel }: não existe em { $sessions }, ou mede outra coisa lá.
compare-method = Uma amostra é a mediana de um bloco de tempo em um ponto de operação. Os testes de postos (Mann–Whitney; van Elteren sobre todos os pontos) são alargados pelo quanto um bloco lembra do outro e por quantas amostras independentes sobram; todos dividem um só controle de falsas afirmações (Benjamini–Hochberg).
compare-map-caption = { $channel }: { $other } menos { $base }
compare-cells-about = { $cells } células comparadas, { $claimed } com diferença que se pode afirmar (com moldura); as claras podem ser acaso. { $scarce } células com poucas amostras em uma das duas têm só o contorno, com o menor número (n). Onde não há desenho, nenhuma passou.
compare-cells-unlike = Em { $cells } delas o ar de admissão difere mais do que os parâmetros admitem para sessões em condições iguais (no máximo { $most }). Ar mais quente dá menos potência e pede menos combustível: essa parte da diferença não vem do motor.
compare-cells-apart = { $cells } células não são comparadas, embora as duas sessões tenham amostras suficientes: ali os alvos de λ estão mais longe um do outro do que os parâmetros admitem. Foram pedidas misturas diferentes.
compare-apart-caption = Não comparadas: alvos de λ diferentes
compare-nowhere-alike = { $channel }, { $session }: não comparado em nenhum ponto, pois os alvos de λ diferem em todos os pontos de operação em comum. O erro de λ diz o quanto cada sessão seguiu o próprio alvo.
compare-events = Eventos que alinham as curvas
compare-course-differences = Diferenças entre as curvas
compare-no-courses = As sessões não têm esse evento em comum, ou não há curva desses canais em volta dele.
compare-courses-about = Uma curva de cada sessão: um olhar para dois momentos, não um teste. O que se pode afirmar está acima.
compare-course-caption = { $channel }: curvas alinhadas
compare-course-difference = { $channel }: diferença para { $base }
compare-since-event = Tempo desde o evento
compare-less = menos { $base }

# De perto.
compare-closer = Ver de perto
compare-channel = Canal
compare-of = Sessões
compare-nothing-shared = As sessões não têm canal em comum.
compare-figure-failed = Não foi possível desenhar o gráfico

# Tabelas.
compare-claimed = pode ser afirmada
compare-not-claimed = pode ser acaso
compare-alike = iguais
compare-unlike = diferentes
compare-says-better = melhor
compare-says-worse = pior
compare-says-changed = mudou
compare-says-no_claim = sem afirmação
compare-says-too_few = poucas amostras
compare-says-absent = não está neste log
compare-says-no_base = não está na referência
compare-col-figure = Número
compare-col-session = Sessão
compare-col-channel = Canal
compare-col-value = Valor
compare-col-difference = Diferença
compare-col-interval = Entre
compare-col-p = p (ajustado)
compare-col-verdict = Veredito
compare-col-claim = Afirmação
compare-col-cells = Células
compare-col-claimed = Afirmadas
compare-col-n = n
compare-col-n-base = n referência
compare-col-target = Alvo de λ
compare-col-target-base = Alvo de λ, referência
compare-col-target-apart = Alvo de λ, diferença
compare-col-air-apart = Ar, diferença
compare-col-alike = Condições
compare-col-apart = Células de fora, outro alvo de λ
compare-col-unlike = Células com outro ar
compare-col-median = Mediana
compare-col-median-base = Referência
compare-col-event-at = Em
compare-col-event-number = Evento
compare-col-events = Encontrados
compare-col-rpm-from = De
compare-col-rpm-to = Até
compare-col-mean = Média
compare-col-largest = Maior
compare-col-largest-at = Maior em
compare-col-steps = Passos

# Números-chave.
key-figure-lambda_error_load = Erro de λ em carga
key-figure-lambda_error_cruise = Erro de λ em cruzeiro
key-figure-lambda_error_idle = Erro de λ na lenta
key-figure-trim_short = Correção de curto prazo
key-figure-trim_long = Correção de longo prazo
key-figure-trim_cl = Correção de malha fechada
key-figure-oil_pressure_idle = Pressão de óleo na lenta
key-figure-oil_pressure_running = Pressão de óleo em rotação
key-figure-charge_temp_rise = Ar de admissão acima do ambiente
key-figure-coolant_plateau = Água, motor quente
key-figure-battery_charging = Bateria, carregando
key-figure-quality = Qualidade do log

# Parâmetros.
compare-params-comparison = Pontos de operação e afirmações
compare-params-figures = Números-chave
compare-params-overlay = Curvas alinhadas
