# The page
reports-title = Relatórios
reports-sub = Uma sessão no papel: imprima ou entregue como um único arquivo.
reports-empty-title = Ainda não há o que relatar
reports-empty-text = Um relatório é feito de uma sessão. Importe um log ou abra o log de demonstração.
reports-empty-action = Trazer um log
reports-session = Sessão
reports-session-label = Relatório de
reports-session-choose = Escolha uma sessão
reports-none-chosen = Escolha uma sessão acima; o relatório dela aparece aqui.
reports-choices = O que entra nele
reports-parts = Seções
reports-lang = Idioma do relatório
reports-paper = Papel
reports-paper-a4 = A4
reports-paper-letter = Carta
reports-unsigned = Seu nome e seu logotipo podem aparecer no cabeçalho.
reports-unsigned-settings = Informe-os em Ajustes
reports-print = Imprimir
reports-save = Baixar como HTML
reports-wait = a análise ainda está em andamento
reports-working = O log está sendo analisado
reports-given-up = A análise foi interrompida antes de esta seção ficar pronta.
reports-preview = Prévia
reports-sheets = { $n ->
    [one] { $n } folha
   *[other] { $n } folhas
}
reports-sheet-number = { $n } de { $of }

# The report itself
reports-contents = Conteúdo
reports-part-session = Sessão
reports-part-vehicle = Veículo
reports-part-quality = Qualidade do log
reports-part-notes = Anotações
reports-no-vehicle = Nenhum veículo foi associado a esta sessão.
reports-vehicle-notes = Anotações sobre o veículo
reports-verdict = Veredito
reports-quality-parts = Partes da nota, de 0 a 100
reports-quality-part = Parte
reports-quality-score = Nota
reports-remarks = Marcas na linha do tempo
reports-remark-at = Em
reports-remark-channel = Canal
reports-remark-text = Anotação
reports-rows-first = As primeiras { $shown } de { $all } linhas.
reports-comparison-choose = Comparação de sessões…
reports-comparison = Comparação
