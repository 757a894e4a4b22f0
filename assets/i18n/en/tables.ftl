# Tables: their list, one of them, its versions, logs laid over it
tables-title = Tables
tables-back = All tables
tables-list = Tables
tables-count = { $n ->
    [one] 1 table
   *[other] { $n } tables
}
tables-count-of = { $shown } of { $n } tables
tables-empty-title = No tables yet
tables-empty-text = Fuel, VE, λ target, ignition, boost and every other table of a calibration. Drop a FuelTech .ftml, a TunerStudio tune or table, a CSV or JSON file here, take the tables of a session whose log carries them, or start from the FuelTech default.
tables-retry = Try again
tables-new = New table
tables-new-title = New table
tables-from-file = Open a file
tables-from-session = From a session’s log
tables-from-session-text = FuelTech .ftml files and MLG logs carry the calibration they were driven with. The session is noted as driven with the tables you take.
tables-no-session = There is no session yet
tables-more-actions = More for all tables
tables-export-all = Save the listed tables as one file
tables-exported = { $n ->
    [one] The table is
   *[other] { $n } tables are
} in { $file }
tables-search = Search tables
tables-search-placeholder = Name, kind, vehicle, tag
tables-kind-all = Every kind
tables-vehicle-all = Every vehicle
tables-vehicle-none = No vehicle
tables-none-title = No table fits
tables-none-text = Search for less, or show every kind and vehicle.
tables-clear = Show all tables
tables-col-name = Name
tables-col-kind = Kind
tables-col-vehicle = Vehicle
tables-col-changed = Saved
tables-col-size = Size
tables-col-findings = Findings
tables-col-actions = Actions
tables-size = { $rows } × { $columns }
tables-size-curve = { $n } points
tables-findings-none = Nothing found
tables-findings-wrong = { $n } wrong
tables-findings-doubtful = { $n } doubtful
tables-tag-draft = unsaved changes
tables-tag-slot = map { $n }
tables-more = More for { $name }
tables-duplicate = Duplicate
tables-duplicated = “{ $name }” was made
tables-copy-suffix = (copy)
tables-copy-ftmanager = Copy for FTManager
tables-export-csv = Save as CSV
tables-export-tunerstudio = Save as TunerStudio table
tables-export-json = Save as JSON
tables-into-tune = Put into a TunerStudio tune
tables-tune-title = Put into a TunerStudio tune
tables-tune-text = Choose the .msq of the project, with its .ini where you have it. Only the cells and axes of one table change in it; everything else stays to the last byte. A .msqpart holds this table alone and is loaded into a project by TunerStudio.
tables-tune-choose = Choose the tune
tables-tune-missing = Choose a tune with a table of this shape
tables-tune-none = { $name } has no table of this shape that measures the same
tables-tune-slot = Table in the tune
tables-tune-slot-hint = Figures are written with the decimals its firmware keeps.
tables-tune-save = Save the tune
tables-tune-save-part = Save as .msqpart
tables-export-curve = TunerStudio’s file has no place for a curve
tables-delete = Delete
tables-deleted = “{ $name }” was deleted
tables-created = “{ $name }” was made
tables-create = Make the table
tables-calculate = Calculate
tables-from-vehicle = A set from the vehicle
tables-template = Start from
tables-template-hint = Axes and values as a FuelTech ECU starts with them.
tables-name = Name
tables-name-missing = A table needs a name
tables-boosted = Turbo or supercharger
tables-boosted-hint = Without boost the pressure axis ends at the air outside.
tables-rename = Rename
tables-details = Details
tables-inner = Its program calls it { $name }
tables-details-save = Save
tables-kind-hint = Limits, steps and checks go by the kind.
tables-bank = Bank
tables-bank-none = Both or none
tables-bank-a = Bank A
tables-bank-b = Bank B
tables-slot = Map in the ECU
tables-tags = Tags
tables-tags-hint = Separated by commas.
tables-notes = Notes
tables-tabs = Parts of the table
tables-tab-edit = Edit
tables-tab-history = History
tables-save = Save
tables-save-nothing = Everything is saved
tables-saved = “{ $name }” is saved
tables-state-saved = Saved
tables-state-draft = Unsaved changes, kept as a draft
tables-state-keeping = Keeping the draft
tables-discard = Discard changes
tables-discarded = Back to the saved table
tables-draft-lost = What was done since the last save could not be read again. The table is as it was saved.
tables-drop-in-list = Files with tables are opened from the list of tables
tables-beside = Tables on the screen
tables-beside-add = Open a table beside
tables-beside-text = Each has its own undo and is saved by itself. The place of the active cell is marked in the others where they have the same axes.
tables-beside-full = At most { $n } tables stand on one screen
tables-beside-close = Close
tables-beside-close-named = Close { $name }
tables-beside-save = Save { $name }
tables-snapshot = Snapshot
tables-snapshot-text = Saves the table and keeps it as a version you can come back to.
tables-snapshot-name = Name
tables-snapshot-note = Note
tables-snapshot-take = Take the snapshot
tables-snapshot-taken = The snapshot is kept
tables-applied = Cells changed: { $n }. Undo takes it back.
tables-apply-refused = The table does not take this
tables-versions = Versions
tables-versions-count = { $n ->
    [one] 1 version
   *[other] { $n } versions
}
tables-versions-none = No version yet. Take a snapshot before you try something.
tables-versions-more = Show { $n } older
tables-version-base = worked on from here
tables-version-branch = another branch
tables-version-damaged = The stored cells are damaged
tables-version-author = by { $name }
tables-version-hash = content { $hash }
tables-version-driven = driven in { $names }
tables-version-more = More for the version { $name }
tables-version-label = Name and note
tables-version-delete = Delete version
tables-version-deleted = The version was deleted
tables-version-needed = The table is worked on from this version
tables-driven = Session driven with it
tables-driven-text = Choose the session that was driven with “{ $name }”. Corrections then know which cells its log is about.
tables-compare = Compare
tables-compare-named = Compare { $name }
tables-restore = Restore into the table
tables-merge = Merge into the table
tables-now = The table as it is now
tables-diff-title = Difference
tables-diff-from = From
tables-diff-to = To
tables-diff-none = None chosen
tables-diff-choose = Choose two versions, or a version and the table as it is now.
tables-diff-same = No cell differs
tables-diff-axes = The axes differ: { $first } against { $second }. The second table is read at the places of the first.
tables-diff-method = Between break points
tables-diff-show = Show
tables-diff-show-difference = Difference
tables-diff-show-percent = Percent
tables-diff-show-second = Second table
tables-diff-cell = { $at }: { $from } → { $to } ({ $by })
tables-diff-changed = Changed cells
tables-diff-changed-of = { $n } of { $cells }
tables-diff-beyond = Beyond the second table
tables-diff-most = Largest rise
tables-diff-least = Largest fall
tables-diff-at = { $by } at { $at }
tables-diff-mean = Mean difference
tables-diff-mean-abs = Mean size
tables-diff-rms = RMS
tables-diff-legend = lower and higher than the first
tables-diff-other-quantity = These two measure different things
tables-diff-other-shape = A curve cannot be compared with a table of two axes
tables-method-linear = Straight
tables-method-monotone = Smooth, never overshooting
tables-method-cubic = Smooth
tables-merge-title = Merge
tables-merge-text = “{ $proposed }” into the table as it is now. Both come from: { $base }.
tables-merge-no-base = nothing in common, so every difference counts as the version’s
tables-merge-summary = Changed here: { $mine } · in the version: { $proposed } · alike in both: { $agreed } · differently in both: { $conflict }, undecided: { $undecided }
tables-merge-hint = ● the table, ◆ the version, ○ what both come from, ! undecided: the table’s cell stays. Click a cell, or press Enter on it, to choose.
tables-merge-all-proposed = Take all of the version
tables-merge-all-mine = Keep all of the table
tables-merge-apply = { $n ->
    [one] Apply 1 cell
   *[other] Apply { $n } cells
}
tables-merge-nothing = Nothing is taken
tables-merge-close = Leave the merge
tables-merge-beyond = { $n ->
    [one] The version does not reach 1 cell: it stays as it is.
   *[other] The version does not reach { $n } cells: they stay as they are.
}
tables-merge-cell = { $at }: { $state }. Common { $base }, table { $mine }, version { $proposed }
tables-merge-same = unchanged
tables-merge-mine = changed in the table
tables-merge-proposed = changed in the version
tables-merge-agreed = changed alike in both
tables-merge-conflict = changed differently in both
tables-axis-unknown = Unknown axis
tables-side-x = columns
tables-side-y = rows
tables-reading = Reading tables of { $name }
tables-take-title = Tables found
tables-take-list = Tables in it
tables-take-vehicle = For the vehicle
tables-take = { $n ->
    [one] Take 1 table
   *[other] Take { $n } tables
}
tables-take-all = Choose all
tables-take-nothing = Choose none
tables-take-none = No table is chosen
tables-take-turned = rows and columns changed places
tables-take-padding = { $n ->
    [one] 1 padding point left out of use
   *[other] { $n } padding points left out of use
}
tables-take-refused = { $n ->
    [one] 1 table cannot be edited
   *[other] { $n } tables cannot be edited
}
tables-taken = { $n ->
    [one] 1 table was taken
   *[other] { $n } tables were taken
}
tables-bare-text = The file holds figures and does not say what they measure. Say it here.
tables-bare-unit = Unit of the cells
tables-bare-along = Axis
tables-along-map-bar = Manifold pressure, gauge (bar)
tables-along-map-psi = Manifold pressure, gauge (psi)
tables-along-map-abs-kpa = Manifold pressure, absolute (kPa)
tables-along-map-abs-bar = Manifold pressure, absolute (bar)
tables-along-tps = Throttle (%)
tables-along-load = Load (%)
tables-along-rpm = Engine speed (rpm)
tables-along-coolant = Engine temperature (°C)
tables-along-air = Air temperature (°C)
tables-along-battery = Battery (V)
tables-along-other = Something else
tables-refused-long = { $axis }: { $n } break points are too many
tables-refused-order = { $axis }: break point { $n } does not ascend
tables-refused-unused = { $axis }: no break point is in use
tables-refused-axis = { $axis }: the break points are no numbers of an ECU
tables-refused-cell = row { $row }, column { $column } holds no number of an ECU
tables-refused-shape = its parts do not fit together
tables-text-empty = There is nothing in it.
tables-text-too-long = It is too long to be a table.
tables-text-too-large = { $rows } rows and { $columns } columns; a table has at most { $most } of each. Logs go to the import.
tables-text-not-a-number = Line { $line }, cell { $cell }: “{ $text }” is no number.
tables-text-ambiguous = Line { $line }, cell { $cell }: “{ $text }” can be read in two ways.
tables-text-ragged = Line { $line } has { $found } cells instead of { $expected }.
tables-text-syntax = Line { $line } breaks off or is malformed.
tables-text-other = It is not a table of a known form.
tables-text-newer = It was written by a newer release.
tables-text-no-axes = Its break points are missing: a file needs its axes above and beside the cells.
tables-text-missing = “{ $what }” is missing.
tables-text-count = “{ $what }” has { $found } figures instead of { $expected }.
tables-text-no-table = Its parts make no table: an axis that does not ascend, for instance.
tables-over-title = Log over table
tables-over-text = Which cells a log used, for how long, and what any channel was there.
tables-over-open = Lay a log over
tables-over-close = Close
tables-over-sessions = Sessions
tables-over-add = Add a session
tables-over-remove = Remove { $name }
tables-over-gone = A session that is gone
tables-over-full = At most { $most } sessions
tables-over-no-channel = What moves along an axis of this table is not known, so no log can be laid over it.
tables-over-figure = Show per cell
tables-over-channel = Channel
tables-over-channel-none = Choose a channel
tables-over-choose-channel = Choose the channel whose figures are wanted.
tables-over-percentile = Percentile
tables-over-least = Least samples
tables-over-filter = Only rows at which
tables-over-t0 = From
tables-over-t1 = To
tables-over-shared = Share among four cells
tables-over-shared-hint = As the ECU looks its cells up; otherwise the nearest cell gets it all.
tables-over-hold = Count beyond the edges
tables-over-hold-hint = Samples beyond the table count for its edge.
tables-over-working = Laying the logs over the table
tables-over-hit = { $n } of { $cells } cells were used
tables-over-click = Choose a cell to see its samples.
tables-over-used = { $name }: { $n } of { $rows } rows
tables-over-beyond = beyond the table: { $n }
tables-over-lacks = { $name } has no { $channel }
tables-over-axis-x = What moves along the columns is not known
tables-over-axis-y = What moves along the rows is not known
tables-over-cell = { $at }: { $samples } samples, { $seconds } s
tables-over-moment = Moment of the log
tables-over-moment-none = No moment chosen
tables-samples = Samples at { $at }
tables-samples-of = Session
tables-samples-count = { $n } samples in { $stays } stretches
tables-samples-n = samples: { $n }
tables-samples-first = The first { $n } are shown.
tables-samples-explore = Open in Explore at { $at }

tables-kind-main_fuel = Main fuel
tables-kind-ve = Volumetric efficiency
tables-kind-lambda_target = λ target
tables-kind-ignition = Ignition
tables-kind-fuel_compensation = Fuel compensation
tables-kind-ignition_compensation = Ignition compensation
tables-kind-lambda_compensation = λ compensation
tables-kind-closed_loop = Closed loop
tables-kind-dead_time = Injector dead time
tables-kind-start = Start and cranking
tables-kind-transient = Acceleration fuel
tables-kind-cylinder_trim = Cylinder trim
tables-kind-injection_angle = Injection angle
tables-kind-dwell = Dwell
tables-kind-idle = Idle
tables-kind-boost = Boost
tables-kind-cam = Cam angle
tables-kind-throttle = Throttle body
tables-kind-nitrous = Nitrous
tables-kind-water_injection = Water injection
tables-kind-traction = Traction
tables-kind-limiter = Limiter
tables-kind-transmission = Transmission
tables-kind-electric = Electric drive
tables-kind-other = Other

tables-template-main_fuel_map = Main fuel over pressure
tables-template-main_fuel_tps = Main fuel over throttle
tables-template-main_fuel = Main fuel over rpm and pressure
tables-template-ve = Volumetric efficiency
tables-template-lambda_target = λ target
tables-template-ignition = Ignition over rpm and pressure
tables-template-ignition_rpm = Ignition over rpm
tables-template-ignition_by_map = Ignition by pressure
tables-template-ignition_by_engine = Ignition by engine temperature
tables-template-ignition_by_air = Ignition by air temperature
tables-template-fuel_by_rpm = Fuel by rpm
tables-template-fuel_by_tps = Fuel by throttle
tables-template-fuel_by_engine = Fuel by engine temperature
tables-template-fuel_by_air = Fuel by air temperature
tables-template-dead_time = Injector dead time
tables-template-first_pulse = First pulse
tables-template-cranking = Cranking
tables-template-after_start = After start
tables-template-accel_pulse = Acceleration pulse
tables-template-dwell = Dwell
tables-template-idle = Idle speed
tables-template-boost_target = Boost target
tables-template-boost_duty = Boost duty
tables-template-custom_curve = Curve of your own
tables-template-main_fuel_rpm = Main fuel over rpm
tables-template-custom = Table of your own
tables-template-main_fuel_tps_rpm = Main fuel over rpm and throttle

tables-origin-manual = Snapshot
tables-origin-before_apply = Before a change as a whole
tables-origin-import = As it came out of the file
tables-origin-auto = By itself at a save

tables-figure-samples = Samples
tables-figure-seconds = Time
tables-figure-mean = Mean
tables-figure-min = Lowest
tables-figure-max = Highest
tables-figure-sd = Standard deviation
tables-figure-percentile = Percentile

tables-file-log = Log with a calibration
tables-file-tune = TunerStudio tune
tables-file-table = TunerStudio table
tables-file-json = JSON
tables-file-text = Text with axes

tables-group-fuel = Fuel
tables-group-ignition = Ignition
tables-group-lambda = λ and closed loop
tables-group-boost = Boost
tables-group-compensations = Corrections and trims
tables-group-start = Start
tables-group-idle = Idle
tables-group-others = Others

tables-take-search = Find a table in the file
tables-take-search-placeholder = Name
tables-take-none-found = No table in the file is called so
tables-take-group = Choose all of { $name }
tables-take-of = { $n } of { $all } chosen
tables-take-next = { $n ->
    [one] 1 more file after this one
   *[other] { $n } more files after this one
}
