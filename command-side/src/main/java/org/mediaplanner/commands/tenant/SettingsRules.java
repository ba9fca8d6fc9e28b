package org.mediaplanner.commands.tenant;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.events.tenant.TenantSettings;
import org.mediaplanner.events.tenant.TenantSettings.AutoApprove;
import org.mediaplanner.events.tenant.TenantSettings.Band;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;

/** What an organisation's settings must be. */
final class SettingsRules {

    static final String RATE = "must be 60 to 1000000";

    private static final int LEAST_RATE = 60;
    private static final int MOST_RATE = 1_000_000;
    private static final int RESTATEMENT_DAYS = 365;
    private static final int PERCENT = 1_000;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private SettingsRules() {}

    static boolean isRate(int requestsPerMinute) {
        return requestsPerMinute >= LEAST_RATE && requestsPerMinute <= MOST_RATE;
    }

    static void check(TenantSettings settings, Checks checks) {
        checks.that(settings.weekStart() == DayOfWeek.MONDAY || settings.weekStart() == DayOfWeek.SUNDAY,
                "settings.weekStart", "must be MONDAY or SUNDAY")
                .that(settings.approvalLimit() == null || !settings.approvalLimit().isNegative(),
                        "settings.approvalLimit", "must not be negative")
                .that(settings.restatementDays() >= 0 && settings.restatementDays() <= RESTATEMENT_DAYS,
                        "settings.restatementDays", "must be 0 to " + RESTATEMENT_DAYS)
                .that(isRate(settings.requestsPerMinute()), "settings.requestsPerMinute", RATE);
        AutoApprove auto = settings.autoApprove();
        if (auto != null) {
            checks.that(auto.maxPercent().signum() >= 0 && auto.maxPercent().compareTo(WHOLE) <= 0,
                    "settings.autoApprove.maxPercent", "must be 0 to 100")
                    .that(!auto.maxAmount().isNegative(), "settings.autoApprove.maxAmount", "must not be negative");
        }
        check(settings.pacing(), checks);
    }

    private static void check(PacingBands pacing, Checks checks) {
        check("settings.pacing.ok", pacing.ok(), checks);
        check("settings.pacing.watch", pacing.watch(), checks);
        checks.that(pacing.watch().least() <= pacing.ok().least() && pacing.watch().most() >= pacing.ok().most(),
                "settings.pacing.watch", "must hold all of ok");
    }

    private static void check(String field, Band band, Checks checks) {
        checks.that(band.least() >= 0 && band.least() <= WHOLE.intValue() && band.most() >= WHOLE.intValue()
                && band.most() <= PERCENT, field, "must be two percentages around 100, at most " + PERCENT);
    }
}
