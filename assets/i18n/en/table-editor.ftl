# The editor of tables
table-editor-tools = Edit the table
table-editor-no-step = No step
table-editor-undo-step = Undo: { $step } ({ $n })
table-editor-redo-step = Redo: { $step } ({ $n })
table-editor-undone = Undone: { $step }
table-editor-redone = Done again: { $step }
table-editor-short-less = −1 %
table-editor-short-more = +1 %
table-editor-short-set = Set =
table-editor-short-change = Change
table-editor-change = Change the selected cells
table-editor-short-horizontal = Interpolate H
table-editor-short-vertical = Interpolate V
table-editor-short-both = Both
table-editor-short-smooth = Smooth
table-editor-short-fill = Fill
table-editor-short-lock = Lock
table-editor-short-copy = Copy
table-editor-copy = Copy the table
table-editor-short-paste = Paste
table-editor-short-axes = Axes
table-editor-axes = Axes and paste special
table-editor-short-follow = Follow
table-editor-copy-ftmanager = Copy table for FTManager
table-editor-copy-tunerstudio = Copy table for TunerStudio
table-editor-copy-spreadsheet = Copy table with axes for a spreadsheet
table-editor-drag-select = Dragging selects cells
table-editor-drag-value = Dragging up or down changes the selected cells
table-editor-zoom-in = Larger cells
table-editor-zoom-out = Smaller cells

# What can be done
table-editor-do-move = Move to another cell
table-editor-do-extend = Extend the selection
table-editor-do-select-row = Select the row
table-editor-do-select-column = Select the column
table-editor-do-select-all = Select everything
table-editor-do-set = Set the selected cells to a value
table-editor-do-add = Add a value
table-editor-do-subtract = Subtract a value
table-editor-do-multiply = Multiply by a factor
table-editor-do-percent = Change by a percentage
table-editor-do-percent-more = Raise by { $n } %
table-editor-do-percent-less = Lower by { $n } %
table-editor-do-amount-more = Raise by { $n }
table-editor-do-amount-less = Lower by { $n }
table-editor-do-steps-more = Raise by { $n ->
    [one] 1 step
   *[other] { $n } steps
}
table-editor-do-steps-less = Lower by { $n ->
    [one] 1 step
   *[other] { $n } steps
}
table-editor-do-horizontal = Interpolate along the rows
table-editor-do-vertical = Interpolate along the columns
table-editor-do-both = Interpolate between the corners
table-editor-do-smooth = Smooth the selected cells
table-editor-do-fill = Fill the selected cells from the others
table-editor-do-round = Round to the step of the table
table-editor-do-lock = Lock or unlock the selected cells
table-editor-do-copy = Copy the selected cells
table-editor-do-paste = Paste
table-editor-do-paste-special = Paste special: add, subtract, multiply, average
table-editor-do-undo = Undo
table-editor-do-redo = Redo
table-editor-do-surface = Show or hide the surface
table-editor-do-follow = Go to where the log’s cursor is

# Names of steps
table-editor-step-set = set values
table-editor-step-set_cells = draw values
table-editor-step-calculate = calculate from the vehicle
table-editor-step-merge = merge a version
table-editor-step-add = add
table-editor-step-multiply = multiply
table-editor-step-percent = change by percent
table-editor-step-interpolate_horizontal = interpolate rows
table-editor-step-interpolate_vertical = interpolate columns
table-editor-step-interpolate_both = interpolate area
table-editor-step-smooth = smooth
table-editor-step-fill = fill
table-editor-step-round = round
table-editor-step-paste = paste
table-editor-step-paste_add = paste and add
table-editor-step-paste_subtract = paste and subtract
table-editor-step-paste_multiply = paste and multiply
table-editor-step-paste_percent = paste percentages
table-editor-step-paste_average = paste the average
table-editor-step-set_axis = change axis
table-editor-step-insert_point = add break point
table-editor-step-remove_point = remove break point
table-editor-step-enable_point = use break point
table-editor-step-disable_point = stop using break point
table-editor-step-lock = lock
table-editor-step-unlock = unlock
table-editor-step-restore = restore

# View
table-editor-view = View
table-editor-shade = Colours show
table-editor-shade-value = the value
table-editor-shade-difference = the difference from the reference
table-editor-shade-log = what the log says
table-editor-shade-none = nothing
table-editor-keys = Keys as in
table-editor-keys-hint = Press ? for the list of keys.
table-editor-keys-tuner-studio = TunerStudio, MegaLogViewer
table-editor-keys-rom-raider = RomRaider
table-editor-descending = Highest engine speed on top
table-editor-unused = Show break points not in use
table-editor-lines = Figures of each row and column
table-editor-slices = Slices
table-editor-surface = 3-D surface
table-editor-decimals = Decimals in the copy for FTManager
table-editor-comma = Copied text has decimal commas

# Smoothing and filling
table-editor-how = How smoothing and filling work
table-editor-smooth-with = Smooth with
table-editor-smooth-gaussian = Gaussian
table-editor-smooth-median = median of the neighbours
table-editor-smooth-edges = Gaussian that keeps steps
table-editor-smooth-hint = It reaches one mean step of the axis to either side.
table-editor-strength = Strength
table-editor-fill-with = Fill with
table-editor-fill-thin-plate = the surface that bends least
table-editor-fill-distance = mean weighted by distance
table-editor-fill-hint = From the locked cells where there are any, else from the cells around the selection.

# Grid and read-out
table-editor-values = Values
table-editor-low = lowest
table-editor-mean = mean
table-editor-high = highest
table-editor-locked = Locked
table-editor-wrong = Cannot be: see the findings
table-editor-doubtful = Looks wrong: see the findings
table-editor-value = value
table-editor-was = reference { $value }{ $by }
table-editor-log-here = log here: { $n ->
    [one] 1 sample
   *[other] { $n } samples
}, { $time }
table-editor-show-samples = Show samples
table-editor-chosen = { $n } cells · lowest { $low } · mean { $mean } · highest { $high }
table-editor-changed = { $n ->
    [one] 1 cell
   *[other] { $n } cells
} changed from the reference · sum { $sum } · mean { $mean }
table-editor-locked-n = { $n } locked
table-editor-passed-locked = { $n ->
    [one] 1 locked cell was
   *[other] { $n } locked cells were
} left as they are.
table-editor-held = Beyond the old break points the value of the edge stands in { $n ->
    [one] 1 cell
   *[other] { $n } cells
}.
table-editor-undrawn = This browser does not let the table be drawn (it gives no 2-D canvas), so its figures stand here as plain text, without colours and signs. Editing and saving work as ever. To see the table as it is meant: reload the page, close pages that need much graphics memory, or allow canvases in the browser’s privacy settings.
table-editor-legend-value = value
table-editor-legend-difference = difference from the reference
table-editor-legend-samples = samples of the log
table-editor-legend-low = low { $value }
table-editor-legend-high = high { $value }

# Slices and the surface
table-editor-slice-at = { $axis } at { $at }
table-editor-slice-dashed = Dashed: the reference.
table-editor-surface-label = Surface of the table. Arrow keys turn it, plus and minus zoom.
table-editor-surface-hint = Drag to turn, click to select a cell.
table-editor-surface-none = A surface needs two axes with at least two break points in use.
table-editor-surface-nearer = Nearer
table-editor-surface-further = Further away

# Findings
table-editor-findings = Findings
table-editor-findings-none = Nothing stands out.
table-editor-finding-show = Show
table-editor-finding-in-cells = { $what } ({ $n ->
    [one] 1 cell
   *[other] { $n } cells
})
table-editor-finding-on-axis = { $what }: { $axis }
table-editor-finding-at-points = { $what }: { $axis }, { $places }
table-editor-finding-cells_beyond_limits = Values that cannot be
table-editor-finding-cells_unusual = Unusual values
table-editor-finding-points_beyond_limits = Break points that cannot be
table-editor-finding-points_unusual = Unusual break points
table-editor-finding-axis_gap = A step far wider than the others
table-editor-finding-too_few_points = Fewer than two break points are in use
table-editor-finding-few_points_in_use = Few of the break points are in use
table-editor-finding-all_equal = Every value is the same
table-editor-finding-wrong_way = Values that go the wrong way along the axis
table-editor-finding-jump = A step far steeper than those beside it
table-editor-finding-flat = Four or more neighbours with the same value
table-editor-finding-outlier = A value that stands out from its neighbours

# Why an edit is refused
table-editor-refused-outside = That is outside the table. Nothing was changed.
table-editor-refused-nothing = None of these cells can be changed this way: break points not in use are passed over, and an interpolation needs cells between its ends. Nothing was changed.
table-editor-refused-locked = { $n ->
    [one] The cell is
   *[other] All { $n } cells are
} locked. Nothing was changed.
table-editor-refused-number = The result is no number. Nothing was changed.
table-editor-refused-limits = { $place } would become { $value }; { $low } to { $high } is possible. { $n ->
    [one] 1 cell is
   *[other] { $n } cells are
} affected. Nothing was changed.
table-editor-refused-no-axis = The table has no such axis.
table-editor-refused-ascending = { $axis }: break point { $n } is not above the one before it.
table-editor-refused-point = Break point { $n } is no number an ECU holds.
table-editor-refused-point-limits = A break point at { $at } cannot be; { $low } to { $high } is possible.
table-editor-refused-no-point = There is no such break point.
table-editor-refused-taken = There is a break point at { $at } already.
table-editor-refused-two-points = At least two break points have to stay in use.
table-editor-refused-point-count = To keep the values in place there must be { $expected } break points; there are { $found }. Choose to read the values off the old table.
table-editor-refused-many-points = { $found } break points are too many.
table-editor-refused-locked-point = A locked cell stands at { $place }. Unlock it first.
table-editor-refused-block = That is no block of cells.
table-editor-refused-few-known = There are { $found } cells to start from; at least { $needed } are needed. Select fewer cells or lock some that are right.
table-editor-refused-many-known = { $found } cells to start from are too many; at most { $most }.
table-editor-refused-no-surface = The cells to start from lie on one line: no surface goes through them alone.
table-editor-refused-quantity = The other table measures something else.
table-editor-refused-parameter = A figure of this step cannot be.
table-editor-columns = Columns
table-editor-rows = Rows

# Pasting
table-editor-paste-title = Paste into the table
table-editor-paste-text = Text
table-editor-paste-hint = From FTManager, TunerStudio, HP Tuners or a spreadsheet: paste it here. Nothing changes before you apply it.
table-editor-paste-apply = Apply
table-editor-paste-cannot = there is nothing that could be pasted
table-editor-paste-refused = This cannot be pasted. Nothing was changed.
table-editor-paste-how = What it does to the cells
table-editor-paste-replace = replace
table-editor-paste-add = add
table-editor-paste-subtract = subtract
table-editor-paste-multiply = multiply
table-editor-paste-percent = change by percent
table-editor-paste-average = average of both
table-editor-paste-as-found = as found
table-editor-paste-mark = Decimals
table-editor-paste-point = behind a point
table-editor-paste-comma = behind a comma
table-editor-paste-headed = Break points in the text
table-editor-paste-headed-none = none
table-editor-paste-headed-both = above and beside
table-editor-paste-headed-top = above
table-editor-paste-headed-left = beside
table-editor-paste-descending = Highest engine speed in the first line
table-editor-paste-turned = A line of the text is a column of the table
table-editor-paste-unit = Unit of the text
table-editor-paste-unit-shown = as shown ({ $unit })
table-editor-paste-onto = Other break points than the table’s
table-editor-paste-resample-linear = read between them in straight lines
table-editor-paste-resample-monotone = read between them in curves without overshoot
table-editor-paste-place = cell by cell from the selection on
table-editor-paste-size = Size
table-editor-paste-size-of = { $rows } rows, { $columns } columns
table-editor-paste-separator = Between the cells
table-editor-paste-tab = tabs
table-editor-paste-semicolon = semicolons
table-editor-paste-commas = commas
table-editor-paste-blanks = blanks
table-editor-paste-single = one figure a line
table-editor-paste-way = Lines of the text
table-editor-paste-as-is = are rows of the table
table-editor-paste-is-turned = are columns of the table
table-editor-paste-order = Order
table-editor-paste-orders = lines { $lines }, columns { $columns }
table-editor-paste-ascending = from the lowest up
table-editor-paste-runs-down = from the highest down
table-editor-paste-result = Result
table-editor-paste-changes = changed cells: { $n }, locked and left: { $locked }
table-editor-paste-preview = The cells as they would be; what changes is bold
table-editor-paste-empty = There are no figures in it.
table-editor-paste-too-large = That is more than a table holds.
table-editor-paste-too-many = { $rows } rows and { $columns } columns; a table has at most { $most } of each.
table-editor-paste-not-a-number = Line { $line }, cell { $cell }: “{ $text }” is no number.
table-editor-paste-ambiguous = Line { $line }, cell { $cell }: “{ $text }” can be read in two ways. Say what stands before the decimals.
table-editor-paste-ragged = Line { $line } has { $found } cells instead of { $expected }.
table-editor-paste-no-table = This is no block of cells.
table-editor-paste-does-not-fit = { $rows } rows by { $columns } columns do not fit: from the selected cell on there is room for { $room_rows } by { $room_columns }.
table-editor-paste-unordered = The break points of { $axis } in the text are in no order.
table-editor-paste-blank = The cell in row { $row }, column { $column } is blank; between break points every cell is needed.
table-editor-paste-no-axes = The text has no break points to read between.

# Axes
table-editor-axis-columns = Break points of the columns
table-editor-axis-rows = Break points of the rows
table-editor-axis-title = { $axis } ({ $unit })
table-editor-axis-apply = Apply
table-editor-axis-keep = The cells
table-editor-axis-linear = are read off the table as it was, in straight lines
table-editor-axis-monotone = are read off the table as it was, in curves without overshoot
table-editor-axis-values = keep their values in place
table-editor-axis-keep-hint = A break point that stays keeps its values to the last digit.
table-editor-axis-in-use = { $used } of { $all } in use
table-editor-axis-spread = Equal steps
table-editor-axis-point = Break point { $n }
table-editor-axis-use = Use break point { $n }
table-editor-axis-insert = Insert a break point after { $n }
table-editor-axis-remove = Remove break point { $n }
table-editor-axis-ascending = Must be above the one before.
table-editor-axis-same = nothing is different
table-editor-axis-wrong = a break point is not right yet
table-editor-axis-refused = the table does not take it
table-editor-axis-beyond = { $n ->
    [one] 1 cell lies
   *[other] { $n } cells lie
} beyond the old break points: the value of the edge stands there.
