# Explore: strips, cursors, notes, figures. Data: the grid.
explore-channels = Channels
explore-find = Find a channel
explore-not-shown = Not shown, { $n } more
explore-none-found = No channel of that name
explore-group-other = Other
explore-channels-full = The strips hold no more channels; hide one first
explore-figures-of-view = Values at the cursor. Below them: lowest to highest and mean (x̄) of what is in view.
explore-range-line = { $min } to { $max } · x̄ { $mean }
explore-flag-range = Outside the plausible range
explore-flag-sentinel = Stands for “no sensor”
explore-flag-tail = Padding at the end of the export
explore-flag-loop-off = Loop off, no value

explore-strips = Strips over time
explore-strips-role = chart
explore-strip = Strip { $n }
explore-strip-above = A new strip above
explore-strip-below = A new strip below
explore-strip-up = Strip up
explore-strip-down = Strip down
explore-strip-at-edge = It is at the edge
explore-edge = Lower edge of strip { $n }
explore-move-to = Stands in
explore-hide = Hide
explore-chip = { $channel }: scale and place
explore-scale-low = Scale from
explore-scale-high = to
explore-scale-lock = Fix the scale
explore-scale-free = Free the scale
explore-overview = Visible range of the log
explore-empty = No channel is shown
explore-empty-text = Pick channels on the left, or take a preset.
explore-retry = Try again
explore-summary = { $channels } from { $from } to { $to }.
explore-summary-marks = Cursor A at { $a }, cursor B at { $b }.

explore-tools = View
explore-presets = Presets
explore-preset-overview = Overview
explore-preset-fuel = Fuel
explore-preset-ignition = Ignition
explore-preset-boost = Boost
explore-preset-temperatures = Temperatures
explore-preset-lacks = The log has no such channels
explore-fit = Fit to view
explore-fit-title = Scales follow what is in view; otherwise they span the whole log
explore-zoom-in = Zoom in
explore-zoom-out = Zoom out
explore-reset = Show all
explore-reset-none = The whole log is in view
explore-picture = Save as PNG
explore-pick = Pick channels

explore-key-back = Cursor to the sample before
explore-key-forth = Cursor to the next sample
explore-key-page-back = A page back
explore-key-page-forth = A page forth
explore-key-start = To the start
explore-key-end = To the end
explore-key-clear = Free the cursor, then clear A and B
explore-set-a = set
explore-set-b = set
explore-set-a-long = Set cursor A
explore-set-b-long = Set cursor B

explore-readout = Cursors
explore-cursor = Cursor
explore-mean = mean
explore-clear-marks = Clear A and B
explore-between = From A to B
explore-between-none = Set the cursors A and B to see what changed between them.
explore-zoom-between = Zoom to A–B
explore-copy = Copy
explore-copied = Copied
explore-col-channel = Channel
explore-col-unit = Unit
explore-col-at-a = At A
explore-col-at-b = At B
explore-col-delta = Δ
explore-col-slope = Slope
explore-col-mean = Mean
explore-col-sd = ± sd
explore-col-n = n
explore-col-min = Min
explore-col-max = Max

explore-figures = Histogram and scatter
explore-figures-short = Figures
explore-figures-close = Close histogram and scatter
explore-figures-of = Samples of
explore-figures-visible = visible range
explore-figures-whole = whole log
explore-hist = Histogram
explore-hist-channel = Channel
explore-hist-bins = Bins
explore-hist-bins-auto = Automatic bins
explore-hist-bins-n = { $n } bins
explore-hist-label = Histogram of { $channel }: { $n ->
    [one] { $n } sample
   *[other] { $n } samples
} from { $low } to { $high }, most often from { $from } to { $to }.
explore-xy = Scatter
explore-xy-x = Across
explore-xy-y = Up
explore-xy-over = over
explore-xy-swap = Swap the axes
explore-xy-pick = A click on a point takes the cursor there.
explore-xy-label = { $y } against { $x }: { $n ->
    [one] { $n } pair
   *[other] { $n } pairs
}, { $x } from { $x_low } to { $x_high }, { $y } from { $y_low } to { $y_high }.
explore-figure-axis = Samples
explore-figure-time = Time (s)
explore-figure-none = No sound sample in this range
explore-figure-failed = The figure could not be drawn
explore-figure-failed-advice = The chart library did not load or stopped. Try again; if it stays so, reload the page.
explore-figure-picture = Save { $figure } as PNG
explore-figure-picture-none = Nothing is drawn yet
explore-figure-samples = { $n ->
    [one] { $n } sample
   *[other] { $n } samples
}
explore-figure-missing = { $n } missing
explore-figure-doubtful = { $n } doubtful, left out
explore-figure-per-value = one bin per value
explore-figure-bins = { $n ->
    [one] { $n } bin
   *[other] { $n } bins
} of { $width }
explore-figure-points = { $n ->
    [one] { $n } pair, a point
   *[other] { $n } pairs, each a point
}
explore-figure-counted = { $n ->
    [one] { $n } pair
   *[other] { $n } pairs
} counted in { $cells } cells
explore-figure-outside = { $n ->
    [one] { $n } outside drawn as a point
   *[other] { $n } outside drawn as points
}
explore-figure-outside-of = { $n } of { $of } outside drawn as points
explore-figure-held = Where the rates differ, the slower channel holds its last sample.
explore-figure-no-pair = { $n ->
    [one] { $n } row without a pair
   *[other] { $n } rows without a pair
}

explore-notes = Notes
explore-notes-none = Mark a moment with M, a span from A to B with Shift M.
explore-notes-more = { $n ->
    [one] Show 1 more note
   *[other] Show { $n } more notes
}
explore-note-new = Note at the cursor
explore-note-span = Note on A to B
explore-note-edit = Edit note { $n }
explore-note-edit-title = Edit note
explore-note-delete = Delete note { $n }
explore-note-deleted = Note deleted
explore-note-save = Save note
explore-note-text = Note
explore-note-empty = Write something first


explore-data-grid = Samples
explore-data-time = Time
explore-data-jump = Go to
explore-data-jump-hint = 83.4 or 1:23.4
explore-data-jump-bad = Not a time: write 83.4 or 1:23.4
explore-data-rpm-from = RPM from
explore-data-rpm-to = RPM to
explore-data-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
explore-data-rows-of = { $n } of { $total } rows
explore-data-none = No row meets this condition. Change it, or remove the filter.
explore-data-copy = Copy selection
explore-data-copied = { $n ->
    [one] { $n } row copied
   *[other] { $n } rows copied
}
explore-data-copy-none = Select cells first
explore-data-copy-much = At most { $most } cells can be copied at once; export the session as CSV instead
explore-data-selected = { $rows } × { $columns } selected
explore-data-open = Show { $time } in Explore
explore-data-held = held from an earlier sample
explore-data-policy = { $n } time bases: a row for every sample of the fastest ({ $rate } Hz). A slower channel holds its last sample, in grey, until the next one or a gap; nothing is interpolated.
explore-math-new = New math channel
explore-filter = Filter
explore-filter-title = Only rows at which a condition is true
