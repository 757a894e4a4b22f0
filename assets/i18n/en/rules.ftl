# The page of the safety rules
rules-title = Safety rules
rules-about = A session is judged by these rules. What you change counts for the next analysis at once; a report says which rules were not as delivered.
rules-summary = Rules: { $all } · changed: { $changed } · your own: { $own } · switched off: { $off }
rules-retry = Try again
rules-new = New rule
rules-menu = More for all rules
rules-import = Import rules
rules-export = Export all rules
rules-standard-all = All back to the standard
rules-general-all = All back to those of all vehicles
rules-standard-already = Nothing differs
rules-standard-done = Rules back to what they were: { $n }
rules-scope = Rules of
rules-scope-all = All vehicles
rules-scope-hint = What is changed for one vehicle counts for its sessions only.
rules-try = Try on a session
rules-try-none = None
rules-try-hint = Shows how many events each rule gives there, before anything is analysed anew.
rules-trying = Judging the session
rules-tried = With these rules the session has { $events ->
    [one] 1 event
   *[other] { $events } events
}, { $dangers } of them a danger.
rules-try-now = Try on the session
rules-try-again = Changed since: try again.
rules-try-wrong = Something in the rule is not right yet
rules-edit = Edit
rules-edit-title = Rule: { $name }
rules-actions = More for { $name }
rules-duplicate = Duplicate
rules-delete = Delete
rules-deleted = “{ $name }” was deleted.
rules-saved = “{ $name }” is saved.
rules-save = Save rule
rules-standard-one = Back to the standard
rules-general-one = Back to that of all vehicles
rules-standard-one-done = “{ $name }” is back to what it was.
rules-switched-on = “{ $name }” is on.
rules-switched-off = “{ $name }” is off.
rules-changed = changed
rules-changed-vehicle = for this vehicle only
rules-source-fueltech = FuelTech’s own alert
rules-source-fueltech_targets = FuelTech’s λ targets with room
rules-source-vehicle = needs the vehicle’s limit
rules-source-field = what tuners go by
rules-source-project = our own, wide
rules-source-own = your own rule
rules-limit-vehicle = the vehicle’s limit
rules-limit-vehicle-open = takes the vehicle’s limit where it has one
rules-limit-none = none: the vehicle has no limit entered
rules-limit-true = as soon as it is so
rules-limit-above = above { $limit }
rules-limit-below = below { $limit }
rules-limit-at = { $limit } at { $at }
rules-not-judged = Here { $why }
rules-found = { $events ->
    [0] no event
    [one] 1 event, danger: { $dangers }
   *[other] { $events } events, danger: { $dangers }
}
rules-nameless = Without a title

# The editor
rules-name = Title
rules-hint = Hint
rules-hint-hint = What it means and what to do; stands beside the finding.
rules-expression = Expression
rules-expression-hint = A condition such as rpm > 3000 and oil_pressure < 2 bar, or a value to give limits to.
rules-enabled = On
rules-severity-hint = Caution: worth a look before going on. Danger: stop and see to it.
rules-mode = Limit
rules-mode-fixed = The same everywhere
rules-mode-over = By points over { $channel }
rules-threshold = Threshold
rules-threshold-hint = Empty: none.
rules-point-add = Add a point
rules-point-drop = Remove
rules-point-drop-n = Remove point { $n }
rules-point-wrong = Point { $n }: { $why }
rules-no-unit = The unit is not known here: limits are in the unit of the log’s base (bar, °C, rpm, %, λ).
rules-side = Trouble is
rules-side-above = above the limit
rules-side-below = below the limit
rules-follow = Take the vehicle’s limit where it has one
rules-follow-max_rpm = Highest engine speed of the vehicle.
rules-follow-max_boost = Highest boost of the vehicle.
rules-follow-duty = Highest injector duty of the vehicle.
rules-follow-coolant = Highest coolant temperature of the vehicle.
rules-follow-intake_air = Highest intake air temperature of the vehicle.
rules-follow-egt = Highest exhaust temperature of the vehicle.
rules-follow-fuel_pressure_min = Lowest fuel pressure of the vehicle.
rules-from-limit-caution = Caution, from that limit
rules-from-limit-danger = Danger, from that limit
rules-hysteresis = Back by
rules-hysteresis-hint = An event ends once the value is back within the limit by so much.
rules-lasting = Lasting at least
rules-lasting-hint = What is shorter is no event.
rules-merged = One event within
rules-merged-hint = Events no further apart are one.
rules-when = Only where
rules-when-hint = A condition; empty: everywhere.
rules-fuels = Only with these fuels
rules-fuel-unknown = Also where the fuel is not known
rules-fuel-gasoline = Gasoline
rules-fuel-e10 = E10
rules-fuel-e22 = E22
rules-fuel-e27 = E27
rules-fuel-e30 = E30
rules-fuel-e85 = E85
rules-fuel-e100 = Ethanol, anhydrous
rules-fuel-e100-hydrous = Ethanol, hydrous
rules-fuel-methanol = Methanol
rules-fuel-cng = CNG
rules-fuel-lpg = LPG
rules-fuel-diesel = Diesel
rules-functions = Functions and operators

# What is wrong
rules-error-missing = Something has to stand here.
rules-error-unknown_field = There is no field of this name.
rules-error-not_a_number = A number is needed.
rules-error-not_a_text = A text is needed.
rules-error-not_a_boolean = true or false is needed.
rules-error-not_a_list = A list is needed.
rules-error-not_an_object = A group of fields in braces is needed.
rules-error-unknown_word = “{ $found }” is none of the words that may stand here.
rules-error-out_of_range = Must be between { $least } and { $most }.
rules-error-too_long = At most { $most } characters.
rules-error-too_many = At most { $most }.
rules-error-no_id = Only small letters, digits, _ and -.
rules-error-repeated = A rule before it has the same id.
rules-error-no_threshold = A limit is needed: for caution, for danger, or for both.
rules-error-order = Danger would come before caution.
rules-error-not_ascending = The points have to ascend.
rules-error-side = What this rule watches has its trouble on the other side.
rules-error-other_watch = The standard rule of this id watches something else: give yours another id.

# Files
rules-place = Rule { $n }, { $field }
rules-place-rule = Rule { $n }
rules-imported = Rules taken from the file: { $n }; already the same: { $same }
rules-import-nothing = Every rule of { $file } is here already.
rules-import-failed = { $file } changes no rules
rules-file-syntax = It is not JSON from line { $line }, character { $column } on. Put it right there and import it again.
rules-file-other = It is no file of safety rules. Export the rules once to see what one looks like.
rules-file-newer = It is of a newer release: update this application first.
rules-file-refused = { $why } Put it right and import it again.
