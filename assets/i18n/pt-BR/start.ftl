start-title = Início
start-sub = Entram logs, saem respostas. Tudo fica neste aparelho.
start-private = Nada é enviado: os arquivos são lidos e guardados neste navegador.
start-empty-title = Nenhum log ainda
start-empty-text = Solte um log da sua injeção para ver o que há nele, ou abra o log de demonstração: dez minutos de pista com falhas e puxadas para encontrar.
start-recent = Sessões recentes
start-all-sessions = Todas as { $n } sessões
start-quality = Qualidade { $score }
start-issues = { $n ->
    [one] { $n } tipo de problema
   *[other] { $n } tipos de problema
}
start-storage = { $used } de { $quota } de armazenamento em uso
