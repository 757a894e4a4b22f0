# Shell: navigation, top bar, palette, jobs, notices.
frame-undo = Undo
frame-close = Close
frame-cancel = Cancel
frame-details = Details
frame-notices = Notices
frame-reload = Reload
frame-refresh = Refresh
frame-loading = Loading
frame-starting = Starting
frame-no-storage = Storage is not available
frame-skip = Skip to content
frame-navigation = Main
frame-installed = FuelTune is installed

frame-page-start = Start
frame-page-vehicles = Vehicles
frame-page-import = Import
frame-page-formats = Formats
frame-page-sessions = Sessions
frame-page-tables = Tables
frame-page-compare = Compare
frame-page-reports = Reports
frame-page-rules = Safety rules
frame-page-settings = Settings
frame-page-diagnostics = Diagnostics

frame-vehicle = Vehicle
frame-vehicle-none = None
frame-find-vehicle = Find a vehicle
frame-session = Session
frame-session-none = None open
frame-find-session = Find a session
frame-nothing-found = Nothing found

frame-search = Search or run a command
frame-theme-dark = Switch to the dark theme
frame-theme-light = Switch to the light theme
frame-offline = No network
frame-nothing-kept = Nothing is kept
frame-offline-ready = Offline ready

frame-jobs = Jobs
frame-jobs-running = { $n ->
    [0] No job is running
    [one] { $n } job is running
   *[other] { $n } jobs are running
}
frame-jobs-clear = Clear finished
frame-job-done = Done
frame-job-cancelled = Cancelled
frame-job-failed = Failed
frame-job-cancel = Cancel: { $job }
frame-job-backup = Save backup
frame-job-restore = Restore backup
frame-stage-queued = Waiting
frame-stage-validate = Checking the file
frame-stage-process = Reading
frame-stage-store = Storing
frame-stage-confirm = Confirming
frame-stage-analyse = Analysing
frame-stage-load = Loading
frame-stage-write = Writing

frame-command-palette = Search and commands
frame-command-keys = Keyboard shortcuts
frame-command-open = Open log files
frame-command-demo = Open the demo log
frame-command-go = Go to { $page }
frame-command-theme = Switch between dark and light
frame-command-language = Language: { $name }
frame-key-next = Next control
frame-key-close = Close what is open
frame-keys-page = On this page
frame-keys-anywhere = Anywhere

frame-drop-here = Drop logs here
frame-drop-pick = Choose files
frame-drop-folder = Choose a folder
frame-folder-many = Only the first { $most } files of the folder were taken
frame-folder-many-advice = Choose one of the folders inside it.
frame-folder-unreadable = { $n ->
    [one] The browser could not open 1 file of the folder.
   *[other] The browser could not open { $n } files of the folder.
}
frame-folder-empty = There is no file in this folder.
frame-drop-formats = FuelTech .ftml and CSV, MLG, MSL, MoTeC, Link and any log as CSV. Folders and pasted text too.
frame-formats-all = All formats
frame-drop-release = Release to import

frame-not-found = There is no such page
frame-not-found-text = The address may be old or mistyped.
frame-not-found-home = Go to the start page

frame-crashed = FuelTune stopped
frame-crashed-text = What was saved is safe. Reload the page to go on.
frame-part-loading = Loading the page
frame-part-retry = Try again
frame-persist-granted = The browser keeps your data for good
frame-persist-refused = The browser did not promise it
frame-persist-refused-advice = Install the application or use it more often, then ask again. A backup helps in any case.
