# Moldura: navegação, barra superior, comandos, tarefas, avisos.
frame-undo = Desfazer
frame-close = Fechar
frame-cancel = Cancelar
frame-details = Detalhes
frame-notices = Avisos
frame-reload = Recarregar
frame-refresh = Atualizar
frame-loading = Carregando
frame-starting = Iniciando
frame-no-storage = O armazenamento não está disponível
frame-skip = Pular para o conteúdo
frame-navigation = Principal
frame-installed = O FuelTune foi instalado

frame-page-start = Início
frame-page-vehicles = Veículos
frame-page-import = Importar
frame-page-formats = Formatos
frame-page-sessions = Sessões
frame-page-tables = Tabelas
frame-page-compare = Comparar
frame-page-reports = Relatórios
frame-page-rules = Regras de segurança
frame-page-settings = Ajustes
frame-page-diagnostics = Diagnóstico

frame-vehicle = Veículo
frame-vehicle-none = Nenhum
frame-find-vehicle = Buscar veículo
frame-session = Sessão
frame-session-none = Nenhuma aberta
frame-find-session = Buscar sessão
frame-nothing-found = Nada encontrado

frame-search = Buscar ou executar um comando
frame-theme-dark = Usar o tema escuro
frame-theme-light = Usar o tema claro
frame-offline = Sem rede
frame-nothing-kept = Nada será guardado
frame-offline-ready = Pronto sem rede

frame-jobs = Tarefas
frame-jobs-running = { $n ->
    [0] Nenhuma tarefa em andamento
    [one] { $n } tarefa em andamento
   *[other] { $n } tarefas em andamento
}
frame-jobs-clear = Limpar concluídas
frame-job-done = Concluída
frame-job-cancelled = Cancelada
frame-job-failed = Falhou
frame-job-cancel = Cancelar: { $job }
frame-job-backup = Salvar backup
frame-job-restore = Restaurar backup
frame-stage-queued = Aguardando
frame-stage-validate = Verificando o arquivo
frame-stage-process = Lendo
frame-stage-store = Gravando
frame-stage-confirm = Confirmando
frame-stage-analyse = Analisando
frame-stage-load = Carregando
frame-stage-write = Escrevendo

frame-command-palette = Busca e comandos
frame-command-keys = Atalhos do teclado
frame-command-open = Abrir arquivos de log
frame-command-demo = Abrir o log de demonstração
frame-command-go = Ir para { $page }
frame-command-theme = Alternar entre escuro e claro
frame-command-language = Idioma: { $name }
frame-key-next = Próximo controle
frame-key-close = Fechar o que está aberto
frame-keys-page = Nesta página
frame-keys-anywhere = Em qualquer lugar

frame-drop-here = Solte os logs aqui
frame-drop-pick = Escolher arquivos
frame-drop-folder = Escolher uma pasta
frame-folder-many = Só os primeiros { $most } arquivos da pasta foram aceitos
frame-folder-many-advice = Escolha uma das pastas dentro dela.
frame-folder-unreadable = { $n ->
    [one] O navegador não conseguiu abrir { $n } arquivo da pasta.
   *[other] O navegador não conseguiu abrir { $n } arquivos da pasta.
}
frame-folder-empty = Não há nenhum arquivo nesta pasta.
frame-drop-formats = .ftml e CSV da FuelTech, MLG, MSL, MoTeC, Link e qualquer log em CSV. Pastas e texto colado também.
frame-formats-all = Todos os formatos
frame-drop-release = Solte para importar

frame-not-found = Esta página não existe
frame-not-found-text = O endereço pode ser antigo ou ter um erro.
frame-not-found-home = Ir para o início

frame-crashed = O FuelTune parou
frame-crashed-text = O que foi salvo está seguro. Recarregue a página para continuar.
frame-part-loading = Carregando a página
frame-part-retry = Tentar de novo
frame-persist-granted = O navegador guarda seus dados em definitivo
frame-persist-refused = O navegador não prometeu
frame-persist-refused-advice = Instale o aplicativo ou use-o com mais frequência e peça de novo. Um backup ajuda em qualquer caso.
