# What a field says about what was typed.
error-number-empty = Enter a number.
error-number-malformed = This is not a number.
error-number-unit = This unit does not fit here.
error-number-whole = Enter a whole number.
error-number-below = Must be at least { $min }.
error-number-above = Must be at most { $max }.
error-number-range = Must be between { $min } and { $max }.

# One title and one advice per error code.
error-not-a-log = This file is not a log
error-format-not-readable = { $format } cannot be read yet
error-format-not-readable-advice = Export the log as CSV from the maker’s program and drop that file.
error-export-aim-xrk = Open it in Race Studio 3 or Race Studio 2, choose “Export” and “CSV”, and drop the exported file.
error-export-emu-log = Open it in the EMU program, choose “Export to CSV” in the menu of the graph log, and drop the exported file.
error-export-aem-daq = Open it in AEMdata, choose “File”, “Export”, “CSV”, and drop the exported file.
error-export-emerald-lg1 = Open it in Emerald’s software, export the log as text with commas, and drop the exported file.
error-file-too-large = This { $format } log is too large
error-file-too-large-advice = Logs of this format have to be held in memory whole; at most { $limit } can be read. Split it in the maker’s program, or export a part as CSV.
error-file-damaged = This { $format } file is damaged
error-file-damaged-advice = Reading stopped at byte { $at }: { $damage ->
    [cut_short] the file ends in the middle
    [compression] the compressed data cannot be unpacked
    [expansion] the data grows beyond what a log grows to
    [limit] it has more parts than any log has
   *[structure] what stands there is not of this format
 }. Save the log again from the maker’s program, or copy the file again.
error-no-such-time-column = There is no column called “{ $name }”
error-no-such-time-column-advice = Check the name, letter by letter, as the first line of the file has it; or leave it empty to let it be found.
error-too-many-columns = { $columns } columns are too many
error-too-many-columns-advice = At most { $limit } can be read. Export fewer channels.
error-too-many-rows = This log is too long
error-too-many-rows-advice = At most { $limit } rows can be read. Split the file.
error-file-unreadable = The browser cannot read this file
error-file-unreadable-advice = It was moved, changed or taken away after it was chosen. Choose it again.
error-other-file = This is another file
error-other-file-advice = A session can only be read again from the very file it came from: { $name }. Import this one by itself.
error-analysis-needs = This log lacks what the analysis needs
error-analysis-needs-advice = It needs one of these channels: { $channels }. Log one of them, or say on the import page which column it is.
error-analysis-too-few = Too little is selected
error-analysis-too-few-advice = { $needed } rows are needed, { $found } are there. Select more of the log.
error-selection-wrong = This selection cannot be made
error-selection-wrong-advice = Look at the stretch of time and the condition.
error-no-tables = No table was found in it
error-no-tables-advice = Tables come in FuelTech .ftml files and MLG logs with their calibration, TunerStudio tunes (.msq, .msqpart) and tables (.table), CSV with axes, and JSON.
error-original-not-kept = The file of this session was not kept
error-original-not-kept-advice = Open the file itself instead; Settings say up to which size files are kept.
error-no-such-session = This session is not there
error-no-such-session-advice = It was deleted, here or in another tab.
error-no-such-column = This session has no channel “{ $column }”
error-no-such-column-advice = Choose another channel.
error-storage-unavailable = This browser stores nothing
error-storage-unavailable-advice = Private windows and strict privacy settings do that. Everything works, but is gone when the page closes.
error-storage-blocked = Another tab holds the old version open
error-storage-blocked-advice = Close the other tabs of FuelTune, then reload this page.
error-storage-closed = FuelTune was updated in another tab
error-storage-closed-advice = Reload this page to go on. What was saved is there.
error-storage-newer = The stored data is of a newer version
error-storage-newer-advice = Reload the page to get the newest version. Nothing was changed.
error-storage-full = There is no room left
error-storage-full-advice = Delete sessions or free space on this device. Nothing was stored halfway.
error-storage-full-free = Only { $free } are free. Delete sessions or free space on this device. Nothing was stored halfway.
error-storage-corrupt = A stored record cannot be read
error-storage-corrupt-advice = The other records are not affected. If you have a backup, restore it in Diagnostics.
error-storage-missing = A stored record is missing
error-storage-missing-advice = It may have been deleted in another tab. Reload the page.
error-storage-aborted = The browser did not store this
error-storage-aborted-advice = Often the disk is full. Free some space and try again. Nothing was stored halfway.
error-storage-failed = The browser’s storage failed
error-storage-failed-advice = Reload the page and try again. If it stays, save the log in Diagnostics.
error-backup-not-one = This file is not a backup
error-backup-not-one-advice = Choose a file that “Save backup” in Diagnostics made.
error-backup-newer = This backup is of a newer version
error-backup-newer-advice = Reload the page to get the newest version, then restore it.
error-backup-damaged = This backup is damaged
error-backup-damaged-advice = It is incomplete or was changed. Nothing was restored.
error-browser-lacks = This browser lacks something that is needed
error-browser-lacks-advice = Update the browser, or open the page over https. Missing: { $interface }
error-bad-request = This did not work
error-bad-request-advice = It is a mistake of the program. The details are in the log in Diagnostics.
error-internal = This did not work
error-internal-advice = It is a mistake of the program. The details are in the log in Diagnostics.

# What a file that is no log looked like.
error-looks-empty = The file is empty: it has no byte. Save the log again or copy it once more from the logger.
error-looks-zeros = The file holds nothing but zeros: a copy that failed, or a broken card. Copy the log again from the logger.
error-looks-one_line = The file holds a single line. Export the log again with its header and all its rows.
error-looks-git_lfs_pointer = The file is a Git LFS pointer, not the log itself. Fetch the real file with “git lfs pull” and drop that.
error-looks-image = The file is an image. Export the log as CSV from the maker’s program and drop that file.
error-looks-pdf = The file is a PDF. Export the log as CSV from the maker’s program and drop that file.
error-looks-zip = The file is a ZIP archive. Unpack it and drop the log inside.
error-looks-gzip = The file is a gzip archive inside another one. Unpack it and drop the log inside.
error-looks-gzip_binary = The file is compressed and binary, of no known kind; logs of ECUMaster’s EMU are. Export the log as CSV from the maker’s program and drop that file.
error-looks-archive = The file is an archive. Unpack it and drop the log inside.
error-looks-audio = The file is sound or video. Drop the log that was recorded beside it.
error-looks-program = The file is a program. Drop the log that the logger wrote instead.
error-looks-binary = The file is binary, of no known kind. Export the log as CSV from the maker’s program and drop that file.
error-looks-xml = The file is an XML or HTML document, such as a tune or a saved web page. A tune is opened on the page Tables; here a log is wanted.
error-looks-json = The file is JSON. Export the log as CSV and drop that file.
error-looks-settings = The file holds settings, not samples. What defines a tune is opened with it on the page Tables; here a log is wanted.
error-looks-can_frames = The file holds raw CAN frames. Turn them into a log in the maker’s program and export that as CSV.
error-looks-calibration_table = The file is a table of figures, such as a sensor’s calibration. If its rows are samples, say below which column tells the time; else drop a log.
error-looks-tune_table = The file is a tuning table: its first line is an axis of figures. Drop the log of a drive instead.
error-looks-text = The file is text without columns. If it is a log of another form, say below how it is written; else export it as CSV.
error-looks-no_time_column = No column tells the time. Say below which one does, or export the log with its time column.
error-looks-header_not_channels = The first line does not name channels: most of its cells are no names. Export the log with the names of its channels in the first line.
error-looks-ragged_rows = The rows do not belong to the first line: they have far fewer cells than it has names. Export the log again.
error-looks-no_rows = The file has a header but no row of data. Log again, or export the part that has samples.

# The worker.
error-worker-crashed = A background task stopped unexpectedly
error-worker-crashed-advice = Stored data is safe and the task can be started again. Details are in the log in Diagnostics.
error-worker-restarted = The task was stopped by a restart
error-worker-restarted-advice = Start it again.
error-worker-down = Background tasks cannot be started
error-worker-down-advice = Reload the page. Stored data is safe.
error-version-mismatch = A new version is ready
error-version-mismatch-advice = Reload the page to use it.
error-cancelled = Cancelled
error-part-missing = A part of the application could not be loaded
error-part-missing-advice = Check the connection, then try again. If a new version was published meanwhile, reload the page.
