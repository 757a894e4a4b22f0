# O editor de uma tabela
