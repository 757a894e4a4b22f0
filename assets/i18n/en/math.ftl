# Math channels and filters
math-group = Math channels
math-new = New math channel
math-none = None yet. A math channel is worked out from others, in every session.
math-menu = Math channels: import and export
math-export = Export the list
math-export-none = There is none to export
math-import = Import a list
math-actions = Actions for { $name }
math-edit = Edit
math-edit-title = Edit math channel
math-duplicate = Duplicate
math-delete = Delete
math-deleted = { $name } was deleted
math-duplicated = { $name } was made
math-exported = { $n ->
    [one] { $n } math channel is in { $file }
   *[other] { $n } math channels are in { $file }
}
math-imported = { $n ->
    [one] { $n } math channel came in
   *[other] { $n } math channels came in
}{ $same ->
    [0] {""}
   *[other] , { $same } were here already
}
math-import-nothing = Everything in { $file } is here already
math-import-failed = { $file } brings no math channels
math-import-not-one = It is no list of math channels, or it is damaged. Choose a file that this page exported.
math-import-newer = It is of a newer release. Reload the page and try again.
math-import-many = It has more than { $most } channels.
math-import-name = Channel { $n } of the list has no usable name.
math-cannot = Not in this session
math-name = Name
math-name-text = A name has 1 to 64 characters.
math-name-slug = This is the short name of a channel. Choose another one.
math-name-taken = There is a math channel of this name. Choose another one.
math-text = Expression
math-text-hint = Channels by name or [Name in the file]; times in seconds: avg(tps, 0.5 s). Ctrl+Space suggests.
math-save = Save
math-result = Result
math-result-none = Write an expression to see what comes out.
math-result-wrong = Nothing, until the expression is right for this session.
math-result-working = Working it out…
math-result-truth = yes or no
math-result-plain = no unit
math-unit = Unit
math-least = Least
math-mean = Mean
math-greatest = Greatest
math-samples = Samples
math-missing = Missing
math-first = First values
math-first-at = { $value } at { $t }
math-functions = Functions
math-filter = Filter
math-filter-label = Only where
math-filter-clear = Remove the filter
math-filter-kept = { $kept } of { $total } rows ({ $share } %)
math-filter-off = The filter does not fit this session and is not applied.
