settings-title = Ajustes
settings-sub = Cada mudança vale na hora e fica neste aparelho.

settings-look = Idioma e aparência
settings-language = Idioma
settings-theme = Tema
settings-theme-system = Como o sistema
settings-theme-dark = Escuro
settings-theme-light = Claro

settings-units = Unidades
settings-preset = Conjunto
settings-units-example = Exemplo: { $boost }, { $temperature }, { $mixture }, { $power }
settings-mixture = Mistura
settings-mixture-hint = Guardada em λ. O AFR usa o combustível do veículo selecionado, ou 14,7 na escala da gasolina.

settings-import = Importação
settings-review = Perguntar antes de gravar
settings-review-hint = Mostra o que foi entendido do arquivo: formato, taxa, canais e unidades.
settings-review-doubtful = Quando houver dúvida
settings-review-always = Sempre
settings-assign-vehicle = Novas sessões pertencem ao veículo selecionado
settings-keep-originals = Guardar os arquivos originais
settings-keep-originals-hint = Compactados, para que uma versão futura possa lê-los de novo.
settings-keep-limit = Maior arquivo guardado
settings-remembered = Leituras lembradas
settings-remembered-none = Nada ainda. O que você diz sobre as colunas de um arquivo fica guardado para arquivos com as mesmas colunas, se você quiser.
settings-remembered-forget = Esquecer

# Reports
settings-reports = Relatórios
settings-tuner = Seu nome ou o da sua oficina
settings-tuner-hint = Aparece no cabeçalho de todo relatório.
settings-logo = Logotipo
settings-logo-hint = Uma imagem (PNG, JPEG, WebP). Ela é reduzida e fica neste aparelho.
settings-logo-choose = Escolher uma imagem
settings-logo-remove = Remover o logotipo
settings-logo-shown = Seu logotipo
settings-logo-bad = Este arquivo não é uma imagem que o navegador consiga ler.
settings-rules = Regras de segurança
settings-rules-about = A partir de onde a análise chama algo de perigoso: limites, durações e regras suas, para todos os veículos ou para um.
settings-rules-open = Abrir as regras de segurança
