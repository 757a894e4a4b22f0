diagnostics-title = Diagnóstico
diagnostics-sub = O que o aplicativo está fazendo, o que guarda e quanto custa.
diagnostics-yes = Sim
diagnostics-no = Não

diagnostics-storage = Armazenamento
diagnostics-used = Em uso
diagnostics-quota = Disponível para este site
diagnostics-promise = Proteção
diagnostics-persisted = Guardado em definitivo
diagnostics-not-persisted = O navegador pode apagar
diagnostics-persist = Pedir ao navegador que guarde
diagnostics-persist-why = Quando falta espaço no aparelho, o navegador pode apagar o que não prometeu guardar.
diagnostics-persisted-why = O navegador prometeu guardar: não apaga nada por conta própria, nem quando falta espaço no aparelho.

diagnostics-backup = Backup
diagnostics-backup-text = Tudo em um só arquivo: veículos, sessões, anotações, ajustes. A restauração traz tudo ou nada.
diagnostics-backup-save = Salvar backup
diagnostics-backup-restore = Restaurar backup
diagnostics-backup-file = Arquivo de backup
diagnostics-backup-saved = Backup salvo: { $sessions ->
    [one] { $sessions } sessão
   *[other] { $sessions } sessões
}, { $vehicles ->
    [one] { $vehicles } veículo
   *[other] { $vehicles } veículos
}, { $bytes }
diagnostics-backup-restored = Restaurado: { $sessions ->
    [one] { $sessions } sessão
   *[other] { $sessions } sessões
}, { $vehicles ->
    [one] { $vehicles } veículo
   *[other] { $vehicles } veículos
}
diagnostics-restore-title = Restaurar um backup
diagnostics-restore-file = Arquivo: { $name }
diagnostics-restore-text = “Adicionar” traz o que falta e deixa o resto como está. “Substituir tudo” apaga em definitivo o que há agora.
diagnostics-restore-merge = Adicionar
diagnostics-restore-replace = Substituir tudo

diagnostics-worker = Processo e caches
diagnostics-wasm-memory = Memória do programa
diagnostics-column-cache = Canais na memória
diagnostics-of = { $used } de { $limit }
diagnostics-cached-sessions = Sessões na memória
diagnostics-cached-columns = Colunas na memória
diagnostics-stored-results = Resultados guardados
diagnostics-clear-columns = Limpar canais na memória
diagnostics-clear-results = Limpar resultados guardados
diagnostics-cache-cleared = Cache limpo
diagnostics-restart = Reiniciar o processo
diagnostics-crash = Derrubar o processo

diagnostics-about = Esta versão
diagnostics-version = Versão
diagnostics-build = Compilação
diagnostics-database = Versão do banco de dados
diagnostics-browser = Navegador
diagnostics-cores = Núcleos do processador
diagnostics-offline = Funciona sem rede
diagnostics-secure = Conexão segura
diagnostics-install = Instalar
diagnostics-check-update = Procurar nova versão
diagnostics-newest = Esta é a versão mais nova

diagnostics-operations = Operações
diagnostics-operation = Operação
diagnostics-count = Quantidade
diagnostics-avg = Média
diagnostics-min = Mín.
diagnostics-max = Máx.
diagnostics-slow = Operações lentas
diagnostics-slow-count = { $n } acima de 1 s
diagnostics-no-operations = Nada foi medido desde que a página foi aberta.

diagnostics-log = Registro ({ $n })
diagnostics-log-list = Registro, do mais novo ao mais antigo
diagnostics-log-search = Filtrar
diagnostics-level = Nível
diagnostics-level-all = Tudo
diagnostics-level-warn = Avisos e erros
diagnostics-level-error = Erros
diagnostics-log-export = Exportar JSON
diagnostics-log-clear = Limpar
diagnostics-log-empty = Nenhum registro.
