# The list of sessions and a session's page: overview and statistics.

# List
sessions-title = Sessions
sessions-count = { $n ->
    [one] 1 session
   *[other] { $n } sessions
}
sessions-count-of = { $shown } of { $n }
sessions-import = Import logs
sessions-empty-title = No session yet
sessions-empty-text = A session is one imported log with everything known about it. Drop a log anywhere, or look around in the demo log.
sessions-none-title = No session fits
sessions-none-text = Search and filters leave nothing over.
sessions-clear = Clear search and filters
sessions-filters = { $n ->
    [0] Filters
    [one] Filters (1 active)
   *[other] Filters ({ $n } active)
}
sessions-search = Search sessions
sessions-search-hint = Name, vehicle, tag, format
sessions-filter-vehicle = Vehicle
sessions-filter-format = Format
sessions-filter-quality = Quality
sessions-filter-tag = Tag
sessions-filter-from = From
sessions-filter-to = To
sessions-filter-all = All
sessions-filter-no-vehicle = Without a vehicle
sessions-sort = Sort by
sessions-sort-turn = Turn the order round
sessions-col-name = Session
sessions-col-vehicle = Vehicle
sessions-col-date = Date
sessions-col-duration = Duration
sessions-col-rate = Rate
sessions-col-channels = Channels
sessions-col-format = Format
sessions-col-quality = Quality
sessions-col-actions = Actions
sessions-show-more = Show { $n } more
sessions-demo-tag = demo
sessions-no-vehicle = no vehicle
sessions-quality-none = not judged
sessions-quality-of = Quality { $score } of 100
sessions-grade-good = { $from } and more
sessions-grade-fair = { $from } to { $to }
sessions-grade-poor = under { $under }
sessions-more = More for { $name }
sessions-list = List of sessions

# What can be done to a session
sessions-rename = Rename
sessions-rename-title = Rename session
sessions-name = Name
sessions-name-empty = A session needs a name.
sessions-save = Save
sessions-cancel = Cancel
sessions-notes = Notes
sessions-notes-hint = Weather, changes, what to look at
sessions-notes-edit = Edit notes and tags
sessions-notes-title = Notes and tags
sessions-notes-none = No note yet.
sessions-tags = Tags
sessions-tags-hint = Separate tags with commas.
sessions-tags-none = No tag
sessions-tag-filter = Sessions with the tag { $tag }
sessions-assign = Assign vehicle
sessions-assign-title = Vehicle of { $name }
sessions-assign-search = Search vehicles
sessions-assign-none = No vehicle is called so.
sessions-assign-nobody = No vehicle
sessions-delete = Delete
sessions-deleted = { $name } is deleted.
sessions-export = Download
sessions-reread = Read the file differently
sessions-reread-choose = Choose the file
sessions-reread-not-kept = The original of this session was not kept. Choose it, and see how it was understood: { $file }
sessions-reread-keep = Settings say whether originals are kept, and up to which size.
sessions-exporting = Writing { $name }
sessions-exported = { $name } is written.
sessions-export-title = Download the session
sessions-export-write = Write the file
sessions-export-kind = File
sessions-export-text = Text (CSV)
sessions-export-text-hint = One row for every sample of the commonest rate; slower channels hold their last value. Nothing is interpolated.
sessions-export-xlsx = Workbook (XLSX)
sessions-export-xlsx-hint = One sheet for each sample rate, numbers as numbers, units below the names.
sessions-export-json = JSON
sessions-export-json-hint = Every channel at its own rate, for programs.
sessions-export-separator = Separator
sessions-export-comma = Comma
sessions-export-semicolon = Semicolon
sessions-export-tab = Tab
sessions-export-pipe = Vertical bar
sessions-export-decimal = Decimal mark
sessions-export-point = Point
sessions-export-decimal-comma = Comma
sessions-export-mark = Mark at the start (BOM)
sessions-export-mark-hint = Some spreadsheets need it to read accents.
sessions-export-units = Units
sessions-export-base = Base units
sessions-export-shown = My units
sessions-export-names = Names of the channels
sessions-export-canonical = Standard names (can be imported again)
sessions-export-source = As in the file
sessions-export-given = In my language
sessions-export-from = From
sessions-export-to = To
sessions-export-rate = Rows per second
sessions-export-rate-hint = Empty: as logged.

# Page
sessions-tabs = Parts of the session
sessions-tab-overview = Overview
sessions-tab-explore = Explore
sessions-tab-analysis = Analysis
sessions-tab-data = Data
sessions-sub-rate = { $duration } at { $rate }
sessions-sub-channels = { $n ->
    [one] 1 channel
   *[other] { $n } channels
}
sessions-imported-on = imported { $date }
sessions-missing-title = There is no such session
sessions-missing-text = It was deleted, or the address comes from another device.
sessions-missing-all = All sessions
sessions-loading = The session is being read
sessions-computing = The figures are being computed
sessions-retry = Try again

# Quality
sessions-quality = Log quality
sessions-quality-out-of = / 100
sessions-verdict-good = recorded soundly
sessions-verdict-fair = recorded with flaws
sessions-verdict-poor = figures may mislead
sessions-quality-none-title = This session was not judged.
sessions-part-sampling = Sampling
sessions-part-gaps = Gaps
sessions-part-sensors = Sensors
sessions-part-ranges = Ranges
sessions-part-warm_share = Warm engine
sessions-part-not-judged = not judged
sessions-how = How it was computed
sessions-how-of = How { $part } was computed
sessions-how-score = The score is the weighted mean of its parts. If the worst of sampling, gaps, sensors and ranges is under 50, 0.6 of what it lacks to 50 is taken off.
sessions-how-part = It starts at 100 and loses what the evidence costs.
sessions-how-weight = Weight: { $weight } %.
sessions-how-figures = { $parts } = { $mean }
sessions-how-penalty = { $part } is at { $score }: { $mean } − 0.6 × (50 − { $score }) = { $result }
sessions-how-about-sampling = Rate and evenness of the fastest time base. From 20 samples per second on nothing is lost; uneven and repeated times cost by their share.
sessions-how-about-gaps = Time without samples, by number and share, and cells without values. A channel that logged nothing at all costs nothing.
sessions-how-about-sensors = Whether the channels an analysis leans on are there, and whether they behave like sensors: not stuck, not noise, no jumps faster than the quantity can change.
sessions-how-about-ranges = Values no sound sensor reports. Engine speed, manifold pressure, throttle, λ and coolant weigh most; λ counts only while the engine runs.
sessions-how-about-warm_share = Each moment with the engine running counts nothing at 40 °C of coolant, fully from 70 °C on, in proportion between.
sessions-evidence = Evidence
sessions-evidence-cost = Costs
sessions-evidence-free = note
sessions-evidence-none = Nothing was found that costs points.
sessions-evidence-sample_rate = { $rate } samples per second
sessions-evidence-few_rows = Only { $rows } rows
sessions-evidence-uneven_steps = { $share } % of the steps are uneven
sessions-evidence-repeated_times = { $rows } times repeat or go back ({ $share } %)
sessions-evidence-time_gaps = { $n ->
    [one] 1 gap in time, { $lost } s lost ({ $share } %)
   *[other] { $n } gaps in time, { $lost } s lost ({ $share } %)
}
sessions-evidence-missing_cells = { $channel }: { $cells } cells without a value ({ $share } %)
sessions-evidence-missing_cells-rest = Other channels: { $cells } cells without a value (mean { $share } %)
sessions-evidence-key_channel_absent = { $channel } is not in the log
sessions-evidence-stuck = { $channel } never moves from { $value } while the engine speed does
sessions-evidence-intermittent = { $channel } comes and goes: { $n } samples without a sensor ({ $share } %)
sessions-evidence-jumps = { $channel }: { $n } steps faster than it can change ({ $share } %)
sessions-evidence-noise = { $channel } is noise (von Neumann ratio { $ratio })
sessions-evidence-not_zeroed = { $channel } is not zeroed: median { $value }
sessions-evidence-not_fitted = { $channel } is not fitted: it reads { $value } throughout
sessions-evidence-not_fitted-plain = { $channel } is not fitted
sessions-evidence-out_of_range = { $channel }: { $n } samples out of the plausible range ({ $share } %)
sessions-evidence-export_tail = { $rows } padding rows of the exporter, left out everywhere
sessions-evidence-warmth = Engine warm for { $share } % of the running time, median { $value }
sessions-evidence-not_judged = Nothing in the log to judge it by

# Figures
sessions-figures = Aggregated statistics
sessions-figure-rpm = Engine speed
sessions-figure-rpm-remark = { $unit }, mean { $mean }
sessions-figure-lambda = { $channel }, mean
sessions-figure-lambda-remark = standard deviation { $sd }
sessions-figure-points = Samples
sessions-figure-points-remark = { $cells } cells missing
sessions-figure-duration = Duration
sessions-figure-duration-remark = { $gaps ->
    [0] without gaps
    [one] 1 gap
   *[other] { $gaps } gaps
}
sessions-figure-rate = Rate
sessions-figure-rate-remark = { $n ->
    [one] 1 time base
   *[other] { $n } time bases
}
sessions-figure-channels = Channels
sessions-figure-channels-remark = { $known } with a known meaning
sessions-figure-quartiles = half of the time { $q1 } to { $q3 }
sessions-figure-peak = peak, mean { $mean }
sessions-figure-dip = mean, lowest { $min }
sessions-figure-range = { $from } to { $to }
sessions-json-copy = Copy as JSON
sessions-json-save = Save as JSON
sessions-copied = Copied.
sessions-how-figures-text = Over sound samples only: neither missing nor flagged. Left out: { $missing } missing cells in all channels.
sessions-how-figures-rpm = avg_rpm is the arithmetic mean of { $n } samples of { $channel }, rounded to one decimal; min_rpm and max_rpm are its extremes.
sessions-how-figures-lambda = avg_lambda (three decimals) and lambda_stddev (four decimals, n − 1) are of { $n } samples of { $channel }, the first λ channel with a sound sample.
sessions-how-figures-left = Left out there: { $missing } missing, { $flagged } flagged.
sessions-how-figures-none = There is no such channel with a sound sample.

sessions-where = Where the engine ran
sessions-where-label = Time by { $x } across and { $y } upwards; longest in one cell { $longest }.
sessions-where-caption = Brighter is longer, at most { $longest } in one cell. Hatched: not visited.

# What needs attention
sessions-attention = What needs attention
sessions-attention-none = Nothing in the file or the sensors calls for attention.
sessions-attention-more = Show all { $n }
sessions-attention-less = Show fewer
sessions-attention-cost = costs { $points } points of { $part }
sessions-attention-count = { $n ->
    [one] once
   *[other] { $n } times
}

# Facts
sessions-facts = The file
sessions-fact-file = File
sessions-fact-format = Format
sessions-fact-size = Size
sessions-fact-stored = Stored
sessions-fact-logged = Logged
sessions-fact-imported = Imported
sessions-fact-text = Form
sessions-fact-text-value = { $encoding }, { $delimiter }, { $decimal }
sessions-fact-time = Time
sessions-fact-time-value = { $column }, { $unit }
sessions-fact-span = From … to
sessions-fact-hash = Content
sessions-fact-vehicle = Vehicle
sessions-fact-vehicle-choose = Choose vehicle

# Markers
sessions-markers = Markers and notes on the time line
sessions-marker-file = from the file
sessions-marker-note = note
sessions-marker-show = Show { $time } in Explore

# Channels
sessions-channels = Channels
sessions-channels-list = Channels of the session
sessions-channel-search = Search channels
sessions-channel-none = No channel is called so.
sessions-channel-source = in the file: { $source }
sessions-channel-missing = { $n } missing
sessions-channel-flagged = { $n } flagged
sessions-channel-show = Show { $channel } in Explore
sessions-channel-own = own channel

# Statistics
sessions-stats = Statistics
sessions-stats-of = Basic statistics per channel
sessions-stats-csv = Download statistics as CSV
sessions-stats-channel = Channel
sessions-stats-count = Count
sessions-stats-missing = Missing
sessions-stats-flagged = Flagged
sessions-stats-mean = Mean
sessions-stats-sd = SD
sessions-stats-min = Min
sessions-stats-q1 = Q1
sessions-stats-median = Median
sessions-stats-q3 = Q3
sessions-stats-max = Max
sessions-stats-note = Over sound samples: neither missing nor flagged. SD with n − 1; quartiles by linear interpolation (type 7). A channel of states has counts only.
sessions-figure-held = Where the rates differ, the slower channel holds its last sample.

# Marking to compare.
sessions-mark = Mark { $name } to compare
sessions-marked = { $n ->
    [one] { $n } session marked
   *[other] { $n } sessions marked
}
sessions-marked-clear = Unmark all
sessions-compare = Compare
sessions-compare-how-many = Mark { $least } to { $most } sessions
