# O que um campo diz sobre o que foi digitado.
error-number-empty = Digite um número.
error-number-malformed = Isto não é um número.
error-number-unit = Esta unidade não serve aqui.
error-number-whole = Digite um número inteiro.
error-number-below = Deve ser no mínimo { $min }.
error-number-above = Deve ser no máximo { $max }.
error-number-range = Deve ficar entre { $min } e { $max }.

# Um título e um conselho por código de erro.
error-not-a-log = Este arquivo não é um log
error-format-not-readable = { $format } ainda não pode ser lido
error-format-not-readable-advice = Exporte o log em CSV no programa do fabricante e solte esse arquivo aqui.
error-export-aim-xrk = Abra no Race Studio 3 ou no Race Studio 2, escolha “Export” e “CSV” e solte aqui o arquivo exportado.
error-export-emu-log = Abra no programa da EMU, escolha “Export to CSV” no menu do gráfico de log e solte aqui o arquivo exportado.
error-export-aem-daq = Abra no AEMdata, escolha “File”, “Export”, “CSV” e solte aqui o arquivo exportado.
error-export-emerald-lg1 = Abra no programa da Emerald, exporte o log como texto separado por vírgulas e solte aqui o arquivo exportado.
error-file-too-large = Este log { $format } é grande demais
error-file-too-large-advice = Logs deste formato precisam caber inteiros na memória; no máximo { $limit } podem ser lidos. Divida-o no programa do fabricante ou exporte uma parte em CSV.
error-file-damaged = Este arquivo { $format } está danificado
error-file-damaged-advice = A leitura parou no byte { $at }: { $damage ->
    [cut_short] o arquivo termina no meio
    [compression] os dados compactados não podem ser abertos
    [expansion] os dados crescem além do que um log cresce
    [limit] há mais partes do que qualquer log tem
   *[structure] o que está ali não é deste formato
 }. Salve o log de novo no programa do fabricante ou copie o arquivo outra vez.
error-no-such-time-column = Não existe a coluna “{ $name }”
error-no-such-time-column-advice = Confira o nome, letra por letra, como está na primeira linha do arquivo; ou deixe em branco para que seja encontrada.
error-too-many-columns = { $columns } colunas são demais
error-too-many-columns-advice = O limite é { $limit }. Exporte menos canais.
error-too-many-rows = Este log é longo demais
error-too-many-rows-advice = O limite é { $limit } linhas. Divida o arquivo.
error-file-unreadable = O navegador não consegue ler este arquivo
error-file-unreadable-advice = Ele foi movido, alterado ou removido depois de escolhido. Escolha-o de novo.
error-other-file = Este é outro arquivo
error-other-file-advice = Uma sessão só pode ser lida de novo do mesmo arquivo de onde veio: { $name }. Importe este por si.
error-analysis-needs = Falta neste log o que a análise precisa
error-analysis-needs-advice = Ela precisa de um destes canais: { $channels }. Registre um deles, ou diga na página de importação qual coluna ele é.
error-analysis-too-few = Pouca coisa selecionada
error-analysis-too-few-advice = São necessárias { $needed } linhas, há { $found }. Selecione mais do log.
error-selection-wrong = Esta seleção não é possível
error-selection-wrong-advice = Confira o trecho de tempo e a condição.
error-no-tables = Nenhuma tabela foi encontrada nele
error-no-tables-advice = Tabelas vêm em arquivos .ftml da FuelTech e logs MLG com a calibração, mapas do TunerStudio (.msq, .msqpart) e tabelas (.table), CSV com eixos e JSON.
error-original-not-kept = O arquivo desta sessão não foi guardado
error-original-not-kept-advice = Abra o próprio arquivo; os Ajustes dizem até que tamanho os arquivos são guardados.
error-no-such-session = Esta sessão não existe
error-no-such-session-advice = Ela foi excluída, aqui ou em outra aba.
error-no-such-column = Esta sessão não tem o canal “{ $column }”
error-no-such-column-advice = Escolha outro canal.
error-storage-unavailable = Este navegador não guarda nada
error-storage-unavailable-advice = Janelas anônimas e ajustes rígidos de privacidade fazem isso. Tudo funciona, mas some quando a página é fechada.
error-storage-blocked = Outra aba mantém a versão antiga aberta
error-storage-blocked-advice = Feche as outras abas do FuelTune e recarregue esta página.
error-storage-closed = O FuelTune foi atualizado em outra aba
error-storage-closed-advice = Recarregue esta página para continuar. O que foi salvo está lá.
error-storage-newer = Os dados guardados são de uma versão mais nova
error-storage-newer-advice = Recarregue a página para obter a versão mais nova. Nada foi alterado.
error-storage-full = Não há mais espaço
error-storage-full-advice = Exclua sessões ou libere espaço no aparelho. Nada ficou gravado pela metade.
error-storage-full-free = Restam apenas { $free }. Exclua sessões ou libere espaço no aparelho. Nada ficou gravado pela metade.
error-storage-corrupt = Um registro guardado não pode ser lido
error-storage-corrupt-advice = Os outros registros não foram afetados. Se você tem um backup, restaure-o em Diagnóstico.
error-storage-missing = Falta um registro guardado
error-storage-missing-advice = Talvez tenha sido excluído em outra aba. Recarregue a página.
error-storage-aborted = O navegador não gravou
error-storage-aborted-advice = Em geral o disco está cheio. Libere espaço e tente de novo. Nada ficou gravado pela metade.
error-storage-failed = O armazenamento do navegador falhou
error-storage-failed-advice = Recarregue a página e tente de novo. Se continuar, salve o registro em Diagnóstico.
error-backup-not-one = Este arquivo não é um backup
error-backup-not-one-advice = Escolha um arquivo feito com “Salvar backup” em Diagnóstico.
error-backup-newer = Este backup é de uma versão mais nova
error-backup-newer-advice = Recarregue a página para obter a versão mais nova e então restaure.
error-backup-damaged = Este backup está danificado
error-backup-damaged-advice = Ele está incompleto ou foi alterado. Nada foi restaurado.
error-browser-lacks = Falta algo necessário neste navegador
error-browser-lacks-advice = Atualize o navegador ou abra a página por https. Falta: { $interface }
error-bad-request = Não funcionou
error-bad-request-advice = É um erro do programa. Os detalhes estão no registro, em Diagnóstico.
error-internal = Não funcionou
error-internal-advice = É um erro do programa. Os detalhes estão no registro, em Diagnóstico.

# Com o que se parecia um arquivo que não é log.
error-looks-empty = O arquivo está vazio: não tem nenhum byte. Salve o log de novo ou copie-o outra vez do datalogger.
error-looks-zeros = O arquivo só contém zeros: a cópia falhou ou o cartão está com defeito. Copie o log de novo do datalogger.
error-looks-one_line = O arquivo tem uma única linha. Exporte o log de novo com o cabeçalho e todas as linhas.
error-looks-git_lfs_pointer = O arquivo é um ponteiro do Git LFS, não o log em si. Baixe o arquivo real com “git lfs pull” e solte-o aqui.
error-looks-image = O arquivo é uma imagem. Exporte o log em CSV no programa do fabricante e solte esse arquivo.
error-looks-pdf = O arquivo é um PDF. Exporte o log em CSV no programa do fabricante e solte esse arquivo.
error-looks-zip = O arquivo é um ZIP. Descompacte-o e solte o log que está dentro.
error-looks-gzip = O arquivo é um gzip dentro de outro. Descompacte-o e solte o log que está dentro.
error-looks-gzip_binary = O arquivo é compactado e binário, de tipo desconhecido; os logs da EMU da ECUMaster são assim. Exporte o log em CSV no programa do fabricante e solte esse arquivo.
error-looks-archive = O arquivo está compactado. Descompacte-o e solte o log que está dentro.
error-looks-audio = O arquivo é áudio ou vídeo. Solte o log que foi gravado junto com ele.
error-looks-program = O arquivo é um programa. Solte o log que o datalogger gravou.
error-looks-binary = O arquivo é binário, de tipo desconhecido. Exporte o log em CSV no programa do fabricante e solte esse arquivo.
error-looks-xml = O arquivo é um documento XML ou HTML, como um mapa ou uma página salva. Um mapa se abre na página Tabelas; aqui se espera um log.
error-looks-json = O arquivo é JSON. Exporte o log em CSV e solte esse arquivo.
error-looks-settings = O arquivo contém configurações, não amostras. A definição de um mapa se abre com ele na página Tabelas; aqui se espera um log.
error-looks-can_frames = O arquivo contém quadros CAN brutos. Converta-os em log no programa do fabricante e exporte em CSV.
error-looks-calibration_table = O arquivo é uma tabela de números, como a calibração de um sensor. Se as linhas forem amostras, diga abaixo qual coluna é o tempo; senão, solte um log.
error-looks-tune_table = O arquivo é uma tabela de acerto: a primeira linha é um eixo de números. Solte o log de uma rodada.
error-looks-text = O arquivo é texto sem colunas. Se for um log escrito de outra forma, diga abaixo como; senão, exporte-o em CSV.
error-looks-no_time_column = Nenhuma coluna indica o tempo. Diga abaixo qual é a do tempo, ou exporte o log com essa coluna.
error-looks-header_not_channels = A primeira linha não traz nomes de canais: a maioria das células não é um nome. Exporte o log com os nomes dos canais na primeira linha.
error-looks-ragged_rows = As linhas não combinam com a primeira: têm muito menos células do que ela tem nomes. Exporte o log de novo.
error-looks-no_rows = O arquivo tem cabeçalho, mas nenhuma linha de dados. Grave de novo ou exporte o trecho que tem amostras.

# O processo em segundo plano.
error-worker-crashed = Uma tarefa em segundo plano parou de repente
error-worker-crashed-advice = Os dados guardados estão seguros e a tarefa pode ser iniciada de novo. Os detalhes estão no registro, em Diagnóstico.
error-worker-restarted = A tarefa foi interrompida por um reinício
error-worker-restarted-advice = Inicie-a de novo.
error-worker-down = As tarefas em segundo plano não iniciam
error-worker-down-advice = Recarregue a página. Os dados guardados estão seguros.
error-version-mismatch = Há uma nova versão
error-version-mismatch-advice = Recarregue a página para usá-la.
error-cancelled = Cancelado
error-part-missing = Uma parte do aplicativo não pôde ser carregada
error-part-missing-advice = Verifique a conexão e tente de novo. Se uma nova versão foi publicada nesse meio-tempo, recarregue a página.
