# The list.
vehicles-sub = { $n ->
    [0] No vehicle yet
    [one] { $n } vehicle
   *[other] { $n } vehicles
}
vehicles-new = New vehicle
vehicles-new-continue = Continue new vehicle
vehicles-add-examples = Add three example vehicles
vehicles-import = Import
vehicles-import-command = Import vehicles from a file
vehicles-import-input = File of vehicles
vehicles-export-command = Export all vehicles to a file
vehicles-empty-title = Your vehicles go here
vehicles-empty-text = A vehicle carries what a log does not say: engine, fuel, injectors, boost, mass. Logs then read in its fuel’s terms, and you see how far its injectors reach. Name, make and model are enough to begin.
vehicles-search = Search vehicles
vehicles-search-placeholder = Name, make, model, year
vehicles-show-archived = Show archived
vehicles-hidden-archived = { $n ->
    [one] { $n } archived vehicle is hidden.
   *[other] { $n } archived vehicles are hidden.
}
vehicles-nothing-found = No vehicle fits this search
vehicles-nothing-found-text = Change the words, or show archived vehicles too.
vehicles-clear-search = Clear search
vehicles-list = Vehicles
vehicles-more-actions = More
vehicles-sessions = { $n ->
    [0] No sessions
    [one] { $n } session
   *[other] { $n } sessions
}
vehicles-select = Select
vehicles-selected = Selected
vehicles-selected-hint = It follows you through the application.
vehicles-tag-archived = Archived
vehicles-tag-draft = Unsaved changes
vehicles-more = More for { $name }
vehicles-duplicate = Duplicate
vehicles-archive = Archive
vehicles-unarchive = Bring back from the archive
vehicles-export = Export as JSON
vehicles-delete = Delete
vehicles-no-engine = Engine not described yet
vehicles-blend-of = E{ $percent }

# What was done.
vehicles-created = “{ $name }” is saved and selected.
vehicles-saved = “{ $name }” is saved.
vehicles-duplicated = “{ $name }” is added.
vehicles-archived = “{ $name }” is archived.
vehicles-unarchived = “{ $name }” is back from the archive.
vehicles-deleted = “{ $name }” is deleted.
vehicles-examples-added = { $n ->
    [one] { $n } example vehicle is added.
   *[other] { $n } example vehicles are added.
}
vehicles-example-note = Example. The figures are typical of the model, not measured.
vehicles-copy-suffix = (copy)
vehicles-exported = { $n ->
    [one] { $n } vehicle is in { $file }.
   *[other] { $n } vehicles are in { $file }.
}
vehicles-imported = { $n ->
    [one] { $n } vehicle is imported.
   *[other] { $n } vehicles are imported.
}{ $same ->
    [0] {""}
    [one] { " " }{ $same } was here already.
   *[other] { " " }{ $same } were here already.
}
vehicles-import-nothing-new = { $n ->
    [one] The vehicle in { $file } is here already, exactly as it is.
   *[other] All { $n } vehicles in { $file } are here already, exactly as they are.
}
vehicles-import-failed = { $file } could not be imported
vehicles-import-syntax = The mistake is at line { $line }, column { $column }. Nothing was imported.
vehicles-import-not-vehicles = This is not a file of vehicles. Choose one that “Export” here has made. Nothing was imported.
vehicles-import-newer = The file is of a newer version ({ $found }). Reload the page to get the newest version. Nothing was imported.
vehicles-import-empty = There is no vehicle in the file.
vehicles-import-refused = Vehicle { $number } ({ $name }), field “{ $field }”: { $why } Nothing was imported.

# The page of one vehicle.
vehicles-title-new = New vehicle
vehicles-missing = There is no such vehicle
vehicles-missing-text = It was deleted, or the address comes from another device.
vehicles-back = All vehicles
vehicles-form = Vehicle
vehicles-save = Save
vehicles-save-blocked = Nothing has changed
vehicles-discard = Discard changes
vehicles-discarded = Changes are discarded.
vehicles-unsaved = Unsaved changes. They are kept on this device until you save or discard them.
vehicles-restored = Unsaved changes from { $when } are back in the form.
vehicles-changed-elsewhere = This vehicle was changed in another tab. Saving puts yours in its place.
vehicles-take-theirs = Take the other version
vehicles-refused = { $n ->
    [one] { $n } field needs a look before this can be saved.
   *[other] { $n } fields need a look before this can be saved.
}
vehicles-part-errors = { $n ->
    [one] { $n } error
   *[other] { $n } errors
}
vehicles-part-filled = { $n } of { $of } filled in
vehicles-choose = Not chosen
vehicles-example = e.g. { $value }
vehicles-natural-note = Engines without boost have nothing here.

# The parts of the form.
vehicles-part-identity = Identity
vehicles-part-engine = Engine
vehicles-part-fuel = Fuel
vehicles-part-injection = Injectors
vehicles-part-turbo = Turbo and boost
vehicles-part-driveline = Driveline and body
vehicles-part-limits = Limits
vehicles-bank-a = Bank A
vehicles-bank-b = Bank B
vehicles-injectors-common = Both banks
vehicles-injectors-figures = Injectors and banks
vehicles-injectors-waiting = With the number of injectors and the flow of one, this shows what each bank brings and the size that is needed.
vehicles-injectors-balance = Banks against each other
vehicles-injectors-even = { $by } apart, within { $limit }
vehicles-injectors-uneven = { $by } apart, more than { $limit }
vehicles-injectors-size = Injector size
vehicles-injectors-needed = { $flow } each at { $duty } duty
vehicles-injectors-next = next size sold: { $size }
vehicles-injectors-none = no size sold is large enough
vehicles-injectors-curve = Flow of all by the pressure across them
vehicles-injectors-at = { $pressure }: { $flow }

# The fields.
vehicles-field-name = Name
vehicles-field-nickname = Nickname
vehicles-field-make = Make
vehicles-field-model = Model
vehicles-field-plate = Plate
vehicles-field-notes = Notes
vehicles-field-year = Year
vehicles-field-displacement = Displacement
vehicles-field-layout = Layout
vehicles-field-cylinders = Cylinders
vehicles-field-aspiration = Aspiration
vehicles-field-power = Power
vehicles-field-torque = Torque
vehicles-field-max-rpm = Rev limit
vehicles-field-idle-rpm = Idle speed
vehicles-field-compression-ratio = Compression ratio
vehicles-field-camshaft = Camshaft
vehicles-field-cooling = Cooling
vehicles-field-fuel = Fuel
vehicles-field-ethanol = Ethanol in gasoline
vehicles-field-bsfc = BSFC
vehicles-field-octane = Octane (RON)
vehicles-field-fuel-system = Injection into
vehicles-field-bank-a-enabled = Bank A is in use
vehicles-field-bank-b-enabled = Bank B is in use
vehicles-field-bank-injectors = Injectors
vehicles-field-bank-flow = Flow of one injector
vehicles-field-bank-dead-time = Dead time
vehicles-field-bank-mode = Firing
vehicles-field-bank-outputs = ECU outputs
vehicles-field-bank-start = Joins in from
vehicles-field-injector = Injector type
vehicles-field-impedance = Impedance
vehicles-field-rated-pressure = Pressure of the rated flow
vehicles-field-base-pressure = Fuel pressure
vehicles-field-regulator = Regulator
vehicles-field-min-pulse = Shortest pulse
vehicles-field-max-boost = Highest boost
vehicles-field-standard-boost = Everyday boost
vehicles-field-natural-power = Power without boost
vehicles-field-wastegate = Wastegate
vehicles-field-turbo-make = Turbo make
vehicles-field-turbo-model = Turbo model
vehicles-field-mass = Mass
vehicles-field-drag-coefficient = Drag coefficient (Cd)
vehicles-field-frontal-area = Frontal area
vehicles-field-tyre = Tyre
vehicles-field-transmission = Transmission
vehicles-field-drivetrain = Driven wheels
vehicles-field-final-drive = Final drive
vehicles-field-gears = Gears
vehicles-field-gear-ratios = Gear ratios
vehicles-field-map-min = Lowest MAP
vehicles-field-map-max = Highest MAP
vehicles-field-duty = Highest injector duty
vehicles-field-fuel-pressure-min = Lowest fuel pressure
vehicles-field-coolant = Hottest coolant
vehicles-field-intake-air = Hottest intake air
vehicles-field-egt = Hottest exhaust gas

# Lines below fields.
vehicles-hint-plate = Stays on this device like everything else.
vehicles-hint-power = At the crank, with boost: as it runs, or as it shall run.
vehicles-hint-ethanol = By volume, without water.
vehicles-hint-bsfc = Empty: taken from fuel and aspiration, as a span.
vehicles-hint-bank-flow = lb/h, cm³/min or g/s; a volume is reckoned as gasoline, 0.745 kg/L.
vehicles-hint-bank-outputs = 1 to 8, as in 1 2 3 4 or 1-4.
vehicles-hint-bank-start = Manifold pressure.
vehicles-hint-rated-pressure = Where the maker states the flow; often 3 bar.
vehicles-hint-base-pressure = Engine off, vacuum hose pulled.
vehicles-hint-natural-power = Estimates the power with boost where that is not entered.
vehicles-hint-standard-boost = What you drive with day by day.
vehicles-hint-tyre = As on the sidewall: 195/55 R15.
vehicles-hint-gear-ratios = First gear first: 3.36 2.09 1.47 1.10 0.87
vehicles-hint-mass = Ready to drive, with driver and fuel.

# What can be chosen.
vehicles-layout-i3 = I3
vehicles-layout-i4 = I4
vehicles-layout-i5 = I5
vehicles-layout-i6 = I6
vehicles-layout-v6 = V6
vehicles-layout-v8 = V8
vehicles-layout-v10 = V10
vehicles-layout-v12 = V12
vehicles-layout-h4 = H4
vehicles-layout-h6 = H6
vehicles-aspiration-natural = Naturally aspirated
vehicles-aspiration-turbo = Turbo
vehicles-aspiration-supercharger = Supercharger
vehicles-aspiration-turbo-supercharger = Turbo and supercharger
vehicles-aspiration-twin-turbo = Twin turbo
vehicles-camshaft-low = Short duration
vehicles-camshaft-high = Long duration
vehicles-cooling-water = Water
vehicles-cooling-air = Air
vehicles-fuel-gasoline = Gasoline (E0)
vehicles-fuel-e10 = Gasoline E10
vehicles-fuel-e22 = Gasoline E22
vehicles-fuel-e27 = Gasoline E27
vehicles-fuel-e30 = Gasoline E30
vehicles-fuel-e85 = E85
vehicles-fuel-e100 = Ethanol, anhydrous
vehicles-fuel-e100-hydrous = Ethanol, hydrous
vehicles-fuel-methanol = Methanol
vehicles-fuel-cng = CNG
vehicles-fuel-lpg = LPG
vehicles-fuel-diesel = Diesel
vehicles-fuel-blend = A blend of your own
vehicles-fuel-system-port = The ports
vehicles-fuel-system-direct = The cylinders
vehicles-fuel-system-dual = Ports and cylinders
vehicles-regulator-one-to-one = Follows the manifold (1:1)
vehicles-regulator-fixed = Fixed pressure
vehicles-impedance-high = High
vehicles-impedance-low = Low
vehicles-bank-mode-batch = Batch
vehicles-bank-mode-semi-sequential = Semi-sequential
vehicles-bank-mode-sequential = Sequential
vehicles-wastegate-internal = Internal
vehicles-wastegate-external = External
vehicles-wastegate-electronic = Electronic
vehicles-transmission-manual = Manual
vehicles-transmission-automatic = Automatic
vehicles-transmission-dual-clutch = Dual clutch
vehicles-transmission-cvt = CVT
vehicles-drivetrain-fwd = Front
vehicles-drivetrain-rwd = Rear
vehicles-drivetrain-awd = All
vehicles-drivetrain-4wd = Four, engageable

# What a field says about what stands in it.
vehicles-error-required = Needed.
vehicles-error-ethanol = Enter how much ethanol is in it, or choose a fuel from the list.
vehicles-error-too-long = At most { $most } characters.
vehicles-error-range = Must be between { $least } and { $most }.
vehicles-error-number = This is not a number.
vehicles-error-ratios = Enter numbers with a blank between them, such as 3.36 2.09 1.47.
vehicles-error-counts = Enter whole numbers with a blank between them, such as 1 2 3 4.
vehicles-error-whole = Enter a whole number.
vehicles-error-unit = This unit does not fit here.
vehicles-error-repeated = { $value } stands there twice.
vehicles-error-output-taken = Output { $output } is used by bank A already.
vehicles-error-cylinders = The layout { $layout } has { $n } cylinders.
vehicles-error-gears = { $gears } gears, but { $ratios } ratios.
vehicles-error-too-many = At most { $most } of them.
vehicles-error-above = Must not be above “{ $field }”.

# What the fuel is like.
vehicles-fuel-figures = This fuel
vehicles-stoich = Stoichiometric AFR
vehicles-density = Density
vehicles-density-gas = a gas
vehicles-bsfc-expected = BSFC to expect
vehicles-bsfc-given = BSFC as entered

# What follows.
vehicles-derived = What follows
vehicles-derived-flow = Injector flow, total
vehicles-derived-flow-remark = { $flow }, wide open
vehicles-derived-capacity = Power the injectors feed
vehicles-derived-capacity-remark = { $typical } at BSFC { $bsfc }
vehicles-derived-margin = Margin
vehicles-derived-margin-span = { $low } to { $high } by BSFC
vehicles-derived-duty = Duty at full power
vehicles-derived-duty-over = above your limit of { $limit }
vehicles-derived-duty-under = your limit is { $limit }
vehicles-derived-required = Power to feed
vehicles-derived-required-stated = as entered
vehicles-derived-required-boost = estimated from boost
vehicles-derived-standard = at everyday boost: { $power }
vehicles-derived-weight = Power to weight
vehicles-derived-circumference = Tyre circumference
vehicles-derived-needs = Needs { $fields }
vehicles-margin-safe = Safe
vehicles-margin-adequate = Adequate
vehicles-margin-limit = At the limit
vehicles-margin-safe-text = from 20 %
vehicles-margin-adequate-text = 10 to 20 %
vehicles-margin-limit-text = below 10 %

# How it was computed.
vehicles-how = How it was computed
vehicles-how-of = { $what }: how it was computed
vehicles-how-flow-formula = Σ injectors × flow of one × √(fuel pressure ÷ rated pressure)
vehicles-how-flow-note = The root is held between 0.5 and 2. Where one of the two pressures is missing it counts as 1. With a fixed regulator the highest boost is taken off the fuel pressure.
vehicles-how-flow-root = Pressure factor
vehicles-how-capacity-formula = total flow ÷ BSFC
vehicles-how-capacity-note = Injectors wide open. A span, because BSFC is never known to a point: entered figures count ±10 %, others are what the fuel and the kind of engine let expect.
vehicles-how-margin-formula = (power fed − power to feed) ÷ power to feed
vehicles-how-margin-note = Judged by the middle of the span. Safe from 20 %, adequate from 10 %, at the limit below.
vehicles-how-required-formula = power without boost × (1 + boost in bar)
vehicles-how-duty-formula = power to feed ÷ power fed
vehicles-how-duty-note = Share of the time the injectors are open at full power, at the middle of the BSFC span.
vehicles-how-weight-formula = power to feed ÷ mass
vehicles-how-weight-note = With the power that is entered, or estimated from boost.
vehicles-how-circumference-formula = π × (rim + 2 × width × height)
vehicles-how-circumference-note = Not under load; a rolling tyre covers 2 to 4 % less.
vehicles-tabs = Parts of the vehicle
vehicles-tab-data = Data
vehicles-tab-trends = Trends
