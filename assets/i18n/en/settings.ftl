settings-title = Settings
settings-sub = Every change holds at once and stays on this device.

settings-look = Language and look
settings-language = Language
settings-theme = Theme
settings-theme-system = As the system
settings-theme-dark = Dark
settings-theme-light = Light

settings-units = Units
settings-preset = Preset
settings-units-example = Example: { $boost }, { $temperature }, { $mixture }, { $power }
settings-mixture = Mixture
settings-mixture-hint = Kept as λ. AFR uses the fuel of the selected vehicle, or 14.7 on gasoline’s scale.

settings-import = Import
settings-review = Ask before storing
settings-review-hint = Shows what was understood of a file: format, rate, channels and units.
settings-review-doubtful = When something is doubtful
settings-review-always = Always
settings-assign-vehicle = New sessions belong to the selected vehicle
settings-keep-originals = Keep original files
settings-keep-originals-hint = Compressed, so that a later version can read them anew.
settings-keep-limit = Largest file kept
settings-remembered = Remembered readings
settings-remembered-none = Nothing yet. What you say about the columns of a file is kept for files with the same columns, if you want.
settings-remembered-forget = Forget

# Reports
settings-reports = Reports
settings-tuner = Your name or that of your shop
settings-tuner-hint = Stands at the head of every report.
settings-logo = Logo
settings-logo-hint = A picture (PNG, JPEG, WebP). It is made small and stays on this device.
settings-logo-choose = Choose a picture
settings-logo-remove = Remove the logo
settings-logo-shown = Your logo
settings-logo-bad = This file is no picture that the browser can read.
settings-rules = Safety rules
settings-rules-about = From where on an analysis calls something dangerous: limits, durations and rules of your own, for all vehicles or for one.
settings-rules-open = Open the safety rules
