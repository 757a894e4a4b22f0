diagnostics-title = Diagnostics
diagnostics-sub = What the application is doing, what it holds, and what it costs.
diagnostics-yes = Yes
diagnostics-no = No

diagnostics-storage = Storage
diagnostics-used = In use
diagnostics-quota = Available to this site
diagnostics-promise = Protection
diagnostics-persisted = Kept for good
diagnostics-not-persisted = The browser may clear it
diagnostics-persist = Ask the browser to keep it
diagnostics-persist-why = When the device runs short of space, the browser may delete what it did not promise to keep.
diagnostics-persisted-why = The browser has promised to keep it: it deletes nothing of its own accord, also when the device runs short of space.

diagnostics-backup = Backup
diagnostics-backup-text = Everything in one file: vehicles, sessions, notes, settings. Restoring brings back all of it or nothing.
diagnostics-backup-save = Save backup
diagnostics-backup-restore = Restore backup
diagnostics-backup-file = Backup file
diagnostics-backup-saved = Backup saved: { $sessions ->
    [one] { $sessions } session
   *[other] { $sessions } sessions
}, { $vehicles ->
    [one] { $vehicles } vehicle
   *[other] { $vehicles } vehicles
}, { $bytes }
diagnostics-backup-restored = Restored: { $sessions ->
    [one] { $sessions } session
   *[other] { $sessions } sessions
}, { $vehicles ->
    [one] { $vehicles } vehicle
   *[other] { $vehicles } vehicles
}
diagnostics-restore-title = Restore a backup
diagnostics-restore-file = File: { $name }
diagnostics-restore-text = “Add” brings in what is missing and leaves the rest as it is. “Replace everything” deletes for good what is here now.
diagnostics-restore-merge = Add
diagnostics-restore-replace = Replace everything

diagnostics-worker = Worker and caches
diagnostics-wasm-memory = Program memory
diagnostics-column-cache = Channels in memory
diagnostics-of = { $used } of { $limit }
diagnostics-cached-sessions = Sessions in memory
diagnostics-cached-columns = Columns in memory
diagnostics-stored-results = Stored results
diagnostics-clear-columns = Clear channels in memory
diagnostics-clear-results = Clear stored results
diagnostics-cache-cleared = Cache cleared
diagnostics-restart = Restart worker
diagnostics-crash = Crash worker

diagnostics-about = This build
diagnostics-version = Version
diagnostics-build = Build
diagnostics-database = Database version
diagnostics-browser = Browser
diagnostics-cores = Processor threads
diagnostics-offline = Works offline
diagnostics-secure = Secure connection
diagnostics-install = Install
diagnostics-check-update = Look for a new version
diagnostics-newest = This is the newest version

diagnostics-operations = Operations
diagnostics-operation = Operation
diagnostics-count = Count
diagnostics-avg = Mean
diagnostics-min = Min
diagnostics-max = Max
diagnostics-slow = Slow operations
diagnostics-slow-count = { $n } over 1 s
diagnostics-no-operations = Nothing has been measured since the page was opened.

diagnostics-log = Log ({ $n })
diagnostics-log-list = Log, newest first
diagnostics-log-search = Filter
diagnostics-level = Level
diagnostics-level-all = Everything
diagnostics-level-warn = Warnings and errors
diagnostics-level-error = Errors
diagnostics-log-export = Export JSON
diagnostics-log-clear = Clear
diagnostics-log-empty = No entries.
