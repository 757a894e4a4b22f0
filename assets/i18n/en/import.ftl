# Import: the queue, what was understood of a file, results, issues, and files that are no logs.

import-title = Import
import-lead = Files are read on this device. Nothing leaves it.
import-pasted-name = Pasted log { $time }.csv
import-queue = Files of this visit
import-queue-clear = Clear finished
import-empty-title = No file in this visit
import-empty-text = A dropped log is checked, read, stored and summed up here. Doubtful points are shown before anything is stored.
import-earlier = Earlier imports

# States of one file
import-state-waiting = Waiting
import-state-preview = Looking at the file
import-state-review = Needs your eye
import-state-running = Importing
import-state-duplicate = Already imported
import-state-done = Imported
import-state-failed = Not imported
import-state-cancelled = Cancelled
import-cancelled-text = Nothing of this file was stored.

# Stages, in the order in which they run
import-stage-validate = Validate
import-stage-process = Process
import-stage-store = Store
import-stage-confirm = Confirm
import-stage-analyse = Analyse
import-stages = Stages of the import
import-stage-state-done = done
import-stage-state-now = now
import-stage-state-ahead = ahead
import-progress = Progress of { $name }
import-rate = { $rate }/s
import-read = { $done } of { $total }
import-cancel = Cancel
import-cancel-file = Cancel the import of { $name }
import-retry = Try again
import-dismiss-file = Remove { $name } from the list
import-look-first = Look at every file before it is stored
import-look = Look at it first
import-reread = Read differently
import-again-cancelled = The session stays as it was.

# Files that came together
import-batch-files = { $n } files
import-batch-cancel = Cancel all
import-batch-sum = { $time } of logs, { $rows } rows.
import-batch-sessions = All sessions
import-batch-open = Open the session of { $name }
import-batch-more = Show { $n } more files
import-batch-twins = { $n ->
    [one] 1 file is stored already
   *[other] { $n } files are stored already
}
import-batch-twins-leave = Leave them
import-batch-twins-replace = Read them again
import-batch-twins-both = Keep both of each
import-batch-failed = { $n ->
    [one] 1 file could not be read or stored
   *[other] { $n } files could not be read or stored
}
import-batch-retry = Try all again
import-batch-refused = { $n ->
    [one] 1 file is no log
   *[other] { $n } files are no logs
}
import-batch-why = Which, and why
import-batch-hide = Hide them
import-tally-review = { $n ->
    [one] 1 needs your eye
   *[other] { $n } need your eye
}
import-tally-duplicate = { $n } already here
import-tally-failed = { $n } failed
import-tally-open = { $n } to go
import-tally-done = { $n } imported
import-tally-refused = { $n ->
    [one] 1 no log
   *[other] { $n } no logs
}
import-tally-cancelled = { $n } cancelled
import-job = Import { $name }

# Result
import-result-title = { $name } is imported
import-result-reread = { $name } was read again
import-result-rows = { $n ->
    [one] 1 row
   *[other] { $n } rows
}
import-result-channels = { $n ->
    [one] 1 channel
   *[other] { $n } channels
}
import-result-duration = Duration
import-result-rate = Rate
import-result-open = Open session
import-result-explore = Explore
import-result-no-issues = No issue was found in the file.
import-result-issues = { $n ->
    [one] 1 kind of issue
   *[other] { $n } kinds of issues
}
import-result-took = Read in { $time }
import-analysis-job = Analysis of { $name }
import-analysis-soon = Being analysed…
import-analysis-dangers = { $n ->
    [one] 1 danger
   *[other] { $n } dangers
}
import-analysis-cautions = { $n ->
    [one] 1 caution
   *[other] { $n } cautions
}
import-analysis-nothing = Nothing dangerous was found
import-analysis-unjudged = No danger could be judged
import-analysis-advice = { $n ->
    [one] 1 recommendation
   *[other] { $n } recommendations
}
import-analysis-open = To the analysis

# Issues
import-issues = Issues
import-issues-of = Issues of { $name }
import-issues-lead = No row was dropped. What is doubtful is flagged and left out of figures; the values stay as they were.
import-issues-csv = Download as CSV
import-issues-csv-hint = Download as CSV: the issues
import-issues-show = Show issues
import-issues-hide = Hide issues
import-issue-col-issue = Issue
import-issue-col-channel = Column
import-issue-col-first = First at
import-issue-col-count = Count
import-issue-col-sample = Sample
import-issue-col-done = What was done
import-issue-whole-row = whole row
import-issue-whole-file = whole file
import-issue-line = line { $line }
import-issue-no-sample = none
import-issue-columns = { $n } columns
import-issue-all = Show all { $n } columns
import-issue-more = Show { $n } more of { $total } columns
import-issue-fewer = Show fewer
import-issue-severity-note = Note
import-issue-severity-warning = Warning
import-issue-severity-serious = Serious
import-issue-bad_number = Not a number
import-issue-bad_number-done = Kept as missing.
import-issue-not_finite = Infinite or absurdly large value
import-issue-not_finite-done = Kept as missing.
import-issue-missing_cell = Empty cell
import-issue-missing_cell-done = Kept as missing.
import-issue-short_row = Row with too few cells
import-issue-short_row-done = The missing cells are kept as missing.
import-issue-long_row = Row with too many cells
import-issue-long_row-done = The cells beyond the header are not kept.
import-issue-truncated_last_row = The last row ends in the middle
import-issue-truncated_last_row-done = What is there is kept, the rest is missing. The file may have been cut off.
import-issue-line_too_long = Line too long to be a row
import-issue-line_too_long-done = The line is not kept.
import-issue-repeated_header = The header stands again between the rows
import-issue-repeated_header-done = It is not counted as a row.
import-issue-bad_quote = Quote that does not end where a cell ends
import-issue-bad_quote-done = Read as far as it goes.
import-issue-bad_encoding = Letters of another encoding
import-issue-bad_encoding-done = Replaced by a substitute sign. Choose another encoding if names look wrong.
import-issue-bad_time = Time that cannot be read
import-issue-bad_time-done = The row takes the time before it.
import-issue-repeated_time = Same time twice
import-issue-repeated_time-done = Both rows are kept.
import-issue-time_backwards = Time goes backwards
import-issue-time_backwards-done = The row takes the time before it.
import-issue-time_restart = The clock started again
import-issue-time_restart-done = The log goes on from where it was.
import-issue-time_out_of_range = Time outside 0 to 999,999 s
import-issue-time_out_of_range-done = Kept and flagged.
import-issue-implausible_rate = Implausible sample rate
import-issue-implausible_rate-done = Kept as it is. Check the unit of time.
import-issue-out_of_range = Outside the plausible range
import-issue-out_of_range-done = Flagged and left out of figures.
import-issue-sentinel = Value that stands for “no sensor”
import-issue-sentinel-done = Flagged and left out of figures.
import-issue-loop_off = λ target 0: closed loop off
import-issue-loop_off-done = Flagged: it is no target.
import-issue-export_tail = Padding after the last sample
import-issue-export_tail-done = The rows are flagged and left out of figures.
import-issue-too_many_labels = Too many different texts in a column
import-issue-too_many_labels-done = The texts beyond the limit are kept as missing.
import-issue-text_in_channel = Texts where a channel of figures should be
import-issue-text_in_channel-done = Kept under the name of the file.
import-issue-damaged_file = The file is damaged or was cut short
import-issue-damaged_file-done = What stands before the damage was read. Save the log again from the maker’s program, or copy the file again.
import-issue-bad_checksum = Checksum does not fit
import-issue-bad_checksum-done = The row is kept. Compare its values with the rows around it.
import-issue-lost_blocks = Rows the logger lost
import-issue-lost_blocks-done = Nothing is put in their place. It happens when the card or the connection is slow.
import-issue-unreadable_bytes = Bytes that are no row
import-issue-unreadable_bytes-done = Passed over; reading went on at the next sound row.

# Why
import-why-format-signature = its first line is that of this format
import-why-format-names = by the names of its columns
import-why-format-grid = by its way of writing names and times
import-why-format-table = a table with a header and a time column
import-why-time-user = your choice
import-why-time-format = always so in this format
import-why-time-header = the header says so
import-why-time-cells = the cells are written so
import-why-time-steps = only so the steps between rows are plausible

import-time-s = seconds
import-time-ds = tenths of a second
import-time-ms = milliseconds
import-time-us = microseconds
import-time-min = minutes
import-time-clock = hours:minutes:seconds
import-time-datetime = date and time
import-encoding-utf-8 = UTF-8
import-encoding-utf-8-bom = UTF-8 with mark
import-encoding-utf-16-le = UTF-16
import-encoding-utf-16-be = UTF-16, big-endian
import-encoding-windows-1252 = Latin-1 (Windows-1252)
import-delimiter-comma = comma ,
import-delimiter-semicolon = semicolon ;
import-delimiter-tab = tab
import-delimiter-pipe = bar |
import-decimal-point = point 0.5
import-decimal-comma = comma 0,5

# Duplicates
import-duplicate-title = This log is already here
import-duplicate-text = { $name } has the same content as { $session }, imported { $date }.
import-duplicate-open = Open the existing session
import-duplicate-replace = Replace it
import-duplicate-replace-hint = Notes, tags and vehicle stay; values are read again.
import-duplicate-both = Keep both
import-duplicate-skip = Leave it

import-not-stored = Nothing of it was stored.
import-otherwise = Read it in another way
import-otherwise-text = For a log whose form is not recognised. What you leave as it is is found out from the file.
import-otherwise-column-hint = As the header of the file writes it.
import-otherwise-read = Read again
import-otherwise-same = change something first

import-format-fueltech-csv = FuelTech FTManager CSV
import-format-fueltech-ftml = FuelTech FTManager log
import-format-mlg = TunerStudio binary log
import-format-motec-ld = MoTeC log
import-format-link-llg = Link log
import-format-delimited = Delimited text
import-format-demo = Demo log

import-announce-done = { $name } is imported.
import-announce-failed = { $name } was not imported.
import-announce-review = { $name } needs your eye before it is stored.
import-announce-batch = { $done } of { $n } files are imported.
import-announce-batch-asking = { $n ->
    [one] 1 file waits for your decision.
   *[other] { $n } files wait for your decision.
}
import-announce-look = Look at it

# How it was understood
import-confidence = { $n } % sure
import-form-time-column = Time column
import-form-time-unit = Unit of time
import-form-delimiter = Delimiter
import-form-encoding = Encoding
import-form-auto = As found
