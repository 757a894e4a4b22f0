start-title = Start
start-sub = Logs in, answers out. Everything stays on this device.
start-private = Nothing is uploaded: files are read and kept in this browser.
start-empty-title = No log yet
start-empty-text = Drop a log from your ECU to see what is in it, or open the demo log: ten minutes of driving with faults and pulls to find.
start-recent = Recent sessions
start-all-sessions = All { $n } sessions
start-quality = Quality { $score }
start-issues = { $n ->
    [one] { $n } kind of issue
   *[other] { $n } kinds of issues
}
start-storage = { $used } of { $quota } storage used
