# What was understood of a file, and what was guessed.
import-map-title = What was understood of { $name }
import-map-lead = Nothing is stored yet. Check the doubtful points, then import.
import-map-clean = Nothing doubtful was found.
import-map-doubts = { $n ->
    [one] 1 doubtful point
   *[other] { $n } doubtful points
}
import-map-import = Import
import-map-again = Read again like this
import-map-again-lead = The session stays as it is until you read it again. Name, notes, tags and vehicle stay in any case.
import-map-again-title = How { $name } is read
import-map-again-skip = Leave it as it is
import-map-import-anyway = Import as understood
import-map-skip = Do not import
import-map-remember = Remember for files like this
import-map-remember-hint = Files with the same columns are then imported without asking.
import-map-alike = { $n ->
    [one] 1 more file with the same columns waits; it is then read like this one.
   *[other] { $n } more files with the same columns wait; they are then read like this one.
}
import-map-remembered = Read as you chose for files with the same columns.
import-map-forget = Forget this choice
import-map-forgotten = The choice for files with these columns is forgotten.
import-map-updating = Reading again
import-map-undo = Undo my corrections
import-map-form = Form of the file
import-map-format = Format
import-map-decimal = Decimal mark
import-map-rate = Rate
import-map-duration = Duration
import-map-rows = Rows
import-map-started = Logged
import-map-about = about { $value }
import-map-auto = As found: { $value }
import-map-more = Show { $n } more columns
import-map-columns = Columns
import-map-columns-counts = { $known } known, { $own } under their own name, { $ignored } left out
import-map-filter = Filter columns
import-map-filter-all = All
import-map-filter-doubtful = Doubtful
import-map-filter-unknown = Unknown
import-map-search = Search columns
import-map-none = No column matches.
import-map-col-status = State
import-map-col-source = Column in the file
import-map-col-cells = First values
import-map-in-file = in the file
import-map-understood = as understood
import-map-also = Also in it
import-map-markers = { $n ->
    [one] 1 marker
   *[other] { $n } markers
}
import-map-tables = { $n ->
    [one] 1 table of the map
   *[other] { $n } tables of the map
}
import-map-bases = { $n ->
    [one] 1 time base
   *[other] { $n } time bases: each channel keeps its own rate
}
import-map-time-as = { $unit }: { $rate }
import-map-rows-title = The first rows
import-map-rows-lead = Above as they stand in the file, below as they are understood. Doubtful columns come first.
import-map-rows-other = { $n ->
    [one] 1 channel was logged at another rate; its first samples stand below.
   *[other] { $n } channels were logged at other rates; their first samples stand below.
}
import-map-rows-time = Time
import-map-rows-line = line { $n }
import-map-lines = How the file begins
import-line-before = before the names
import-line-names = names
import-line-more_names = more names
import-line-units = units
import-line-row = row
import-map-col-meaning = Meaning
import-map-col-unit = Unit
import-map-meaning-of = Meaning of { $column }
import-map-unit-of = Unit of { $column }
import-map-own = Own channel
import-map-own-as = Own channel “{ $name }”
import-map-ignore = Leave out
import-map-suggest = Take as { $channel }
import-map-suggest-for = Take { $column } as { $channel }
import-map-back-of = Back to what was found for { $column }
import-map-choose-search = Search channels
import-map-choose-none = No channel is called so.
import-map-taken = already used by { $column }
import-map-stoich = Stoichiometric ratio
import-map-density = Fuel density
import-map-issues = Issues at the beginning
import-map-unit-none = no unit
import-map-own-rate = logged at { $rate } Hz
import-map-read-as = Read as { $unit }
import-status-known = Known
import-status-doubt = Doubtful
import-status-own = Own name
import-status-ignored = Left out
import-status-user = Your choice
import-why-key-user = your choice
import-why-key-profile = the format’s own name for it
import-why-key-alias = a name many programs use
import-why-key-custom = not a known name; kept under its own
import-why-key-taken = another column already is this channel
import-why-key-unfit = the name is a channel’s, its unit or content are not
import-why-key-ignored = left out by you
import-why-unit-user = your choice
import-why-unit-profile = the format always writes it so
import-why-unit-header = the file says so: { $text }
import-why-unit-header-plain = the file says so
import-why-unit-values = only so the values are plausible
import-why-unit-assumed = assumed; nothing speaks against it
import-why-unit-none = no unit
import-doubt-time_unit = Unit of time: { $chosen }?
import-doubt-time_unit-text = Nothing in the file says it; the steps between rows are plausible only so.
import-doubt-rate = { $chosen } samples per second?
import-doubt-rate-text = No logger is known to write so. Check column and unit of time.
import-doubt-lambda_or_afr = { $column }: λ or air-fuel ratio? Read as { $chosen }.
import-doubt-lambda_or_afr-text = Its values could be λ or an air-fuel ratio.
import-doubt-pressure_kind = { $column }: gauge or absolute pressure? Read as { $chosen }.
import-doubt-pressure_kind-text = Its values could be gauge or absolute pressure.
import-doubt-unit = { $column } in { $chosen }?
import-doubt-unit-text = The file does not say the unit.
import-doubt-decimal = Decimal mark: { $chosen }?
import-doubt-decimal-text = The commas in this file could be decimals or separate cells.
import-doubt-suggestion = { $column }: perhaps { $chosen }?
import-doubt-suggestion-text = The name is not known, but resembles a channel.
import-doubt-no_known_channel = None of the main channels was recognised
import-doubt-no_known_channel-text = Without engine speed, pressure or λ few figures can be given. Say what the columns mean.
import-doubt-show = Show column
import-doubt-show-of = Show column { $column }
