# The page
reports-title = Reports
reports-sub = A session on paper: print it, or hand it over as one file.
reports-empty-title = Nothing to report on yet
reports-empty-text = A report is made of a session. Import a log, or open the demo log.
reports-empty-action = Bring in a log
reports-session = Session
reports-session-label = Report on
reports-session-choose = Choose a session
reports-none-chosen = Choose a session above; its report appears here.
reports-choices = What stands in it
reports-parts = Sections
reports-lang = Language of the report
reports-paper = Paper
reports-paper-a4 = A4
reports-paper-letter = Letter
reports-unsigned = Your name and logo can stand at its head.
reports-unsigned-settings = Enter them in Settings
reports-print = Print
reports-save = Download as HTML
reports-wait = the analysis is still running
reports-working = The log is being analysed
reports-given-up = The analysis was stopped before this section was ready.
reports-preview = Preview
reports-sheets = { $n ->
    [one] { $n } sheet
   *[other] { $n } sheets
}
reports-sheet-number = { $n } of { $of }

# The report itself
reports-contents = Contents
reports-part-session = Session
reports-part-vehicle = Vehicle
reports-part-quality = Quality of the log
reports-part-notes = Notes
reports-no-vehicle = No vehicle is assigned to this session.
reports-vehicle-notes = Notes on the vehicle
reports-verdict = Verdict
reports-quality-parts = Parts of the score, 0 to 100
reports-quality-part = Part
reports-quality-score = Score
reports-remarks = Marks on the time line
reports-remark-at = At
reports-remark-channel = Channel
reports-remark-text = Note
reports-rows-first = The first { $shown } of { $all } rows.
reports-comparison-choose = Comparison of sessions…
reports-comparison = Comparison
