# Math channels and filters
math-group = Canais calculados
math-new = Novo canal calculado
math-none = Nenhum ainda. Um canal calculado é feito de outros, em todas as sessões.
math-menu = Canais calculados: importar e exportar
math-export = Exportar a lista
math-export-none = Não há nenhum para exportar
math-import = Importar uma lista
math-actions = Ações de { $name }
math-edit = Editar
math-edit-title = Editar canal calculado
math-duplicate = Duplicar
math-delete = Excluir
math-deleted = { $name } foi excluído
math-duplicated = { $name } foi criado
math-exported = { $n ->
    [one] { $n } canal calculado está em { $file }
   *[other] { $n } canais calculados estão em { $file }
}
math-imported = { $n ->
    [one] { $n } canal calculado entrou
   *[other] { $n } canais calculados entraram
}{ $same ->
    [0] {""}
   *[other] , { $same } já estavam aqui
}
math-import-nothing = Tudo o que está em { $file } já está aqui
math-import-failed = { $file } não traz canais calculados
math-import-not-one = Não é uma lista de canais calculados, ou está danificada. Escolha um arquivo exportado por esta página.
math-import-newer = É de uma versão mais nova. Recarregue a página e tente de novo.
math-import-many = Tem mais de { $most } canais.
math-import-name = O canal { $n } da lista não tem um nome que sirva.
math-cannot = Não nesta sessão
math-name = Nome
math-name-text = Um nome tem de 1 a 64 caracteres.
math-name-slug = Este é o nome curto de um canal. Escolha outro.
math-name-taken = Já há um canal calculado com este nome. Escolha outro.
math-text = Expressão
math-text-hint = Canais pelo nome ou [Nome no arquivo]; tempos em segundos: avg(tps, 0.5 s). Ctrl+Espaço sugere.
math-save = Salvar
math-result = Resultado
math-result-none = Escreva uma expressão para ver o resultado.
math-result-wrong = Nada, até a expressão servir para esta sessão.
math-result-working = Calculando…
math-result-truth = sim ou não
math-result-plain = sem unidade
math-unit = Unidade
math-least = Mínimo
math-mean = Média
math-greatest = Máximo
math-samples = Amostras
math-missing = Faltando
math-first = Primeiros valores
math-first-at = { $value } em { $t }
math-functions = Funções
math-filter = Filtro
math-filter-label = Só onde
math-filter-clear = Remover o filtro
math-filter-kept = { $kept } de { $total } linhas ({ $share } %)
math-filter-off = O filtro não serve para esta sessão e não é aplicado.
