# Comparison of sessions.
compare-title = Compare
compare-sub = Two to eight sessions side by side: at the same operating points, by key figures, and aligned by an event.
compare-empty-title = Nothing to compare yet
compare-empty-text = A comparison needs two sessions: before and after a change, two days, two cars. They may come from different brands.
compare-empty-action = Import logs
compare-too-few = Add at least two sessions.
compare-retry = Try again

# Choosing.
compare-sessions = Sessions
compare-add = Add a session
compare-add-choose = Choose…
compare-full = { $n } sessions are as many as can be compared.
compare-baseline = baseline
compare-make-base = baseline { $name }
compare-remove = Remove { $name }
compare-gone = This session is no longer here
compare-how = Alignment and channels
compare-align = Align courses by
compare-by-pull = Pull
compare-by-launch = Launch
compare-by-rpm = RPM
compare-by-marker = Marker
compare-by-start = Start of log
compare-rpm = Engine speed that is crossed
compare-along-rpm = Draw against engine speed
compare-pick-of = Event of { $session }
compare-pick-telling = The most telling one
compare-marker-of = Note of { $session }
compare-marker-choose = Choose…
compare-moment-of = Moment of { $session }
compare-channels = { $n ->
    [one] { $n } channel compared
   *[other] { $n } channels compared
}
compare-channels-legend = Channels that are compared
compare-channel-in = { $channel } ({ $n } of { $all })
compare-channels-alone = { $n ->
    [one] { $n } channel that only one session has cannot be compared.
   *[other] { $n } channels that only one session has cannot be compared.
}
compare-channels-usual = The usual channels

# How far it is.
compare-state = State of the comparison
compare-running = Comparing…
compare-took = Compared in { $ms } ms
compare-kept = Kept from before
compare-cancelled = Stopped.
compare-failed = It could not be compared.
compare-stop = Stop
compare-again = Compare again
compare-report = Report

# Sections.
compare-part-verdict = Verdict
compare-part-figures = Key figures
compare-part-channels = At the same operating points
compare-part-cells = By engine speed and load
compare-part-courses = Aligned courses
compare-part-basis = What it rests on
compare-against = { $other } against { $base }
compare-is-better = better
compare-is-worse = worse
compare-is-mixed = better in some, worse in others
compare-is-changed = different, neither way better as such
compare-is-same = no difference can be claimed
compare-is-untold = too little in common to tell
compare-verdict-text = Key figures: { $better } better, { $worse } worse, { $changed } changed, { $same } without a claim, { $few } with too few samples. Channels at the same operating points: { $channels } of { $tested } differ.
compare-claims = { $tests } differences were tested and { $claimed } may be claimed. Of what is claimed at most one in twenty is expected to be chance (false discovery rate, unless the parameters say otherwise).
compare-no-figures = None of the logs has a key figure.
compare-near-zero = λ errors and trims: the difference is of their distance from zero, so less is better.
compare-no-cells = The sessions share no operating point with enough samples.
compare-is-axis = The operating points are made of it, so it is compared as a course only.
compare-no-claimed-cells = At no single operating point can a difference be claimed.
compare-missing = { $channel }: not in { $sessions }, or it measures something else there.
compare-method = A sample is the median of a block of time at one operating point. Rank tests (Mann–Whitney; van Elteren over all points) are widened by what the blocks remember of each other and by how few independent samples that leaves; all tests share one control of false claims (Benjamini–Hochberg).
compare-map-caption = { $channel }: { $other } less { $base }
compare-cells-about = { $cells } cells compared, { $claimed } with a difference to claim (framed); pale ones may be chance. { $scarce } cells with too few samples in one of the two are only outlined, with the smaller number (n). Where nothing is drawn, neither was.
compare-cells-unlike = { $cells } of them were driven in air that differs by more than the parameters allow for sessions that are alike (by { $most } at most). Warmer air makes less power and needs less fuel: that part of a difference is no change to the engine.
compare-cells-apart = { $cells } cells are not compared, although both sessions have enough samples: the λ targets are further apart there than the parameters allow. The engines were asked for different mixtures.
compare-apart-caption = Not compared: other λ targets
compare-nowhere-alike = { $channel }, { $session }: not compared anywhere, since the λ targets are apart at every operating point both met. λ error says how well each followed its own target.
compare-events = Events the courses are aligned by
compare-course-differences = Differences between the courses
compare-no-courses = The sessions have no such event in common, or no course of these channels around it.
compare-courses-about = One course of each session: a look at two moments, not a test. What may be claimed stands above.
compare-course-caption = { $channel }: aligned courses
compare-course-difference = { $channel }: difference from { $base }
compare-since-event = Time since the event
compare-less = less { $base }

# Looking closer.
compare-closer = Look closer
compare-channel = Channel
compare-of = Sessions
compare-nothing-shared = The sessions share no channel.
compare-figure-failed = The figure could not be drawn

# Tables.
compare-claimed = may be claimed
compare-not-claimed = may be chance
compare-alike = alike
compare-unlike = not alike
compare-says-better = better
compare-says-worse = worse
compare-says-changed = changed
compare-says-no_claim = no claim
compare-says-too_few = too few samples
compare-says-absent = not in this log
compare-says-no_base = not in the baseline
compare-col-figure = Figure
compare-col-session = Session
compare-col-channel = Channel
compare-col-value = Value
compare-col-difference = Difference
compare-col-interval = Between
compare-col-p = p (adjusted)
compare-col-verdict = Verdict
compare-col-claim = Claim
compare-col-cells = Cells
compare-col-claimed = Claimed
compare-col-n = n
compare-col-n-base = n baseline
compare-col-target = λ target
compare-col-target-base = λ target, baseline
compare-col-target-apart = λ target, difference
compare-col-air-apart = Air, difference
compare-col-alike = Conditions
compare-col-apart = Cells left out, other λ target
compare-col-unlike = Cells in other air
compare-col-median = Median
compare-col-median-base = Baseline
compare-col-event-at = At
compare-col-event-number = Event
compare-col-events = Found
compare-col-rpm-from = From
compare-col-rpm-to = To
compare-col-mean = Mean
compare-col-largest = Largest
compare-col-largest-at = Largest at
compare-col-steps = Steps

# Key figures.
key-figure-lambda_error_load = λ error under load
key-figure-lambda_error_cruise = λ error at cruise
key-figure-lambda_error_idle = λ error at idle
key-figure-trim_short = Short-term trim
key-figure-trim_long = Long-term trim
key-figure-trim_cl = Closed-loop correction
key-figure-oil_pressure_idle = Oil pressure at idle
key-figure-oil_pressure_running = Oil pressure at speed
key-figure-charge_temp_rise = Charge temperature over ambient
key-figure-coolant_plateau = Coolant, warm
key-figure-battery_charging = Battery, charging
key-figure-quality = Quality of the log

# Parameters.
compare-params-comparison = Operating points and claims
compare-params-figures = Key figures
compare-params-overlay = Aligned courses
