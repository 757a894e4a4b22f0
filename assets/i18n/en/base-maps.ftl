# Base maps: tables calculated from the vehicle
base-maps-title = Calculate the table from the vehicle
base-maps-vehicle = Vehicle
base-maps-banks = Injectors and banks of the vehicle
base-maps-calculator = What the table is
base-maps-figures = Figures
base-maps-needed = This figure is needed
base-maps-fuel = Fuel
base-maps-regulator = Fuel pressure regulator
base-maps-as-vehicle = As the vehicle says
base-maps-strategy = Strategy
base-maps-safety = Safety factor: { $factor }
base-maps-safety-hint = Above 1 is richer, below 1 leaner, whatever the strategy.
base-maps-ve-source = Volumetric efficiency from
base-maps-lambda-source = λ target from
base-maps-generated = Calculated
base-maps-dead-time = The table holds the dead time
base-maps-dead-time-hint = As FuelTech’s main fuel does. Otherwise the cells are what really flows.
base-maps-octane = Octane may add advance
base-maps-octane-hint = Up to 3° above the factory’s, half a degree for each point above 95. Less octane always takes advance away.
base-maps-basis = Correction from
base-maps-basis-factory = FuelTech’s curve
base-maps-basis-physics = Physics
base-maps-basis-hint = By engine speed: the volumetric efficiency. By air temperature: the density of the air.
base-maps-missing = Still needed: { $names }
base-maps-assumed = Not said by the vehicle, so the usual figure was taken: { $names }
base-maps-assumed-regulator = regulator one to one
base-maps-assumed-openings = one injection in a cycle
base-maps-show-new = New values
base-maps-grid = The table as it would be
base-maps-no-flags = Every cell can be fed
base-maps-flag-count = { $flag }: { $n ->
    [one] 1 cell
   *[other] { $n } cells
}
base-maps-jump = Show { $at }
base-maps-pick = Click a cell, or press Enter on it, to see how its value came about.
base-maps-explained = { $at }: { $value }
base-maps-explained-none = { $at }: no value, the table’s stays
base-maps-steps = How the cell came about
base-maps-step-name = Figure
base-maps-step-sum = How
base-maps-step-value = Value
base-maps-apply = Apply
base-maps-set-title = New tables from the vehicle
base-maps-set-text = FuelTech’s axes, filled from what is known of the vehicle. Every table can be edited, compared and calculated again afterwards.
base-maps-set-none = Choose at least one table
base-maps-set-rpm-hint = Goes with main fuel over pressure. A table over rpm and pressure has it in it already.
base-maps-set-make = { $n ->
    [one] Make 1 table
   *[other] Make { $n } tables
}
base-maps-made = { $n ->
    [one] 1 table was made
   *[other] { $n } tables were made
}

base-maps-from-own = Yours; empty it to take it back
base-maps-from-vehicle = From the vehicle
base-maps-from-usual = Usual figure

base-maps-strategy-conservative = Conservative
base-maps-strategy-balanced = Balanced
base-maps-strategy-aggressive = Aggressive
base-maps-strategy-economy = Economy
base-maps-strategy-sport = Sport
base-maps-strategy-text-conservative = For an engine nobody has measured yet: richest and most retarded under load.
base-maps-strategy-text-balanced = The usual mixture, with one degree less under load than the factory’s advance.
base-maps-strategy-text-aggressive = For an engine that is watched: leanest under load, the factory’s full advance.
base-maps-strategy-text-economy = Lean at cruise, rich and retarded under load.
base-maps-strategy-text-sport = Rich at cruise for a quick response, a little leaner than balanced under load.

base-maps-calculator-fuel = Main fuel
base-maps-calculator-ve = Volumetric efficiency
base-maps-calculator-lambda = λ target
base-maps-calculator-ignition = Ignition
base-maps-calculator-ignition_by_map = Ignition by pressure
base-maps-calculator-ignition_by_engine = Ignition by engine temperature
base-maps-calculator-ignition_by_air = Ignition by air temperature
base-maps-calculator-fuel_by_rpm = Fuel by rpm
base-maps-calculator-fuel_by_tps = Fuel by throttle
base-maps-calculator-fuel_by_engine = Fuel by engine temperature
base-maps-calculator-fuel_by_air = Fuel by air temperature
base-maps-calculator-dead_time = Injector dead time
base-maps-calculator-first_pulse = First pulse
base-maps-calculator-cranking = Cranking pulse
base-maps-calculator-after_start = After start

base-maps-unfit-table = There is no calculation for a table of this kind over these axes
base-maps-unfit-diesel = A diesel has neither a spark nor a λ to aim at
base-maps-unfit-gas = Gas does not flow through an injector as a liquid does
base-maps-unfit-source-table = The chosen table is not over pressure and rpm, or is in another unit

base-maps-flag-no-pressure-difference = No pressure across the injector, so nothing flows
base-maps-flag-over-duty = Injectors open for longer than the limit
base-maps-flag-lean-under-load = Lean under load
base-maps-flag-below-minimum-pulse = Raised to the shortest pulse
base-maps-flag-held-at-limit = Held at the limit

base-maps-input-displacement = Displacement
base-maps-input-cylinders = Cylinders
base-maps-input-injectors-a = Injectors of bank A
base-maps-input-flow-a = Flow of one injector, bank A
base-maps-input-injectors-b = Injectors of bank B
base-maps-input-flow-b = Flow of one injector, bank B
base-maps-input-start-b = Bank B opens from
base-maps-input-rated-pressure = Pressure the flow is stated at
base-maps-input-base-pressure = Base fuel pressure
base-maps-input-dead-time-a = Dead time of bank A
base-maps-input-dead-time-b = Dead time of bank B
base-maps-input-min-pulse = Shortest pulse
base-maps-input-duty-limit = Duty limit
base-maps-input-max-rpm = Limiter
base-maps-input-octane = Octane (RON)
base-maps-input-charge-temperature = Charge temperature
base-maps-input-barometric = Air pressure outside
base-maps-input-reference-rpm = Reference engine speed
base-maps-input-reference-map = Reference pressure
base-maps-input-own-advance = Advance of your own

base-maps-symbol-rpm = Engine speed
base-maps-symbol-map = Manifold pressure
base-maps-symbol-barometric = Air pressure outside
base-maps-symbol-pressure = Absolute pressure
base-maps-symbol-charge = Charge temperature
base-maps-symbol-volume = Volume of a cylinder
base-maps-symbol-ve = Volumetric efficiency
base-maps-symbol-air = Air in the cylinder
base-maps-symbol-stoich = Air-fuel ratio at λ 1
base-maps-symbol-lambda-aim = λ target
base-maps-symbol-safety = Safety factor
base-maps-symbol-lambda = λ taken
base-maps-symbol-fuel = Fuel for it
base-maps-symbol-flow = Injector flow of a cylinder, as rated
base-maps-symbol-rated = Rated pressure
base-maps-symbol-difference = Pressure across the injector
base-maps-symbol-flow-here = Flow at that pressure
base-maps-symbol-openings = Openings in a cycle
base-maps-symbol-pulse = Effective pulse
base-maps-symbol-dead = Dead time
base-maps-symbol-commanded = Commanded pulse
base-maps-symbol-cycle = Time of a cycle
base-maps-symbol-duty = Duty
base-maps-symbol-base-ve = Filling by engine speed
base-maps-symbol-gain = Gain by pressure
base-maps-symbol-ve-made = Volumetric efficiency
base-maps-symbol-lambda-base = λ by pressure
base-maps-symbol-taper = Share by engine speed
base-maps-symbol-lambda-made = λ target
base-maps-symbol-advance-rpm = Factory’s advance by engine speed
base-maps-symbol-advance-map = Factory’s correction by pressure
base-maps-symbol-retard = Taken away by the strategy
base-maps-symbol-octane-advance = By octane
base-maps-symbol-own-advance = Of your own
base-maps-symbol-advance = Advance
base-maps-symbol-map-correction = Correction by pressure
base-maps-symbol-temperature = Temperature
base-maps-symbol-factory = Factory’s value
base-maps-symbol-ve-reference = Volumetric efficiency at the reference
base-maps-symbol-by-ve = Correction
base-maps-symbol-charge-c = Charge temperature
base-maps-symbol-by-density = Correction
base-maps-symbol-dead-factory = Factory’s dead time, above a base of 1 ms
base-maps-symbol-dead-here = Added by the voltage
base-maps-symbol-start-factory = Factory’s pulse
base-maps-symbol-start-scale = Injection time against the factory’s main fuel
base-maps-symbol-start-here = Pulse

base-maps-sum-pressure = { $barometric } + { $map }
base-maps-sum-air = { $ve } · { $pressure } · { $volume } ÷ (287.05 J/kg·K · { $charge })
base-maps-sum-lambda = { $lambda-aim } ÷ { $safety }
base-maps-sum-fuel = { $air } ÷ ({ $stoich } · { $lambda })
base-maps-sum-flow-here = { $flow } · √({ $difference } ÷ { $rated })
base-maps-sum-pulse = { $fuel } ÷ { $flow-here } ÷ { $openings }
base-maps-sum-commanded = { $pulse } + { $dead }
base-maps-sum-cycle = two turns of the crank
base-maps-sum-duty = { $commanded } · { $openings } ÷ { $cycle }
base-maps-sum-ve-made = { $base-ve } · { $gain }
base-maps-sum-lambda-made = { $lambda-base } · { $taper } ÷ { $safety }
base-maps-sum-advance = { $advance-rpm } + { $advance-map } − { $retard } + { $octane-advance } + { $own-advance }
base-maps-sum-map-correction = { $advance-map } − { $retard } + { $octane-advance } + { $own-advance }
base-maps-sum-by-ve = { $ve } ÷ { $ve-reference } − 1
base-maps-sum-by-density = { $charge-c } ÷ { $temperature } − 1, both above absolute zero
base-maps-sum-dead-here = { $dead-factory } · { $dead } ÷ 1 ms
base-maps-sum-start-here = ({ $start-factory } − 1 ms) · { $start-scale } + { $dead }
