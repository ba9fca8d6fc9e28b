package org.mediaplanner.events.tenant;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.money.Money;

/**
 * How an organisation wants things to be.
 *
 * @param currency of sums that name none
 * @param timeZone of flights that name none
 * @param weekStart the first day of a week in charts
 * @param approvalLimit up to which planners approve; {@code null} for no limit
 * @param fourEyes whether nobody approves what they asked for themselves
 * @param autoApprove up to which changes approve themselves; {@code null} for never
 * @param restatementDays for how many days platforms still change what they reported
 * @param pacing what counts as on track
 * @param conflictRule whose change holds when a campaign was changed here and on its platform
 * @param requestsPerMinute that the organisation's callers may make together
 */
public record TenantSettings(Currency currency, ZoneId timeZone, DayOfWeek weekStart, @Nullable Money approvalLimit,
        boolean fourEyes, @Nullable AutoApprove autoApprove, int restatementDays, PacingBands pacing,
        ConflictRule conflictRule, int requestsPerMinute) {

    public static final int REQUESTS_PER_MINUTE = 60_000;
    private static final int RESTATEMENT_DAYS = 30;

    /** Those of an organisation that has chosen nothing else. */
    public static TenantSettings of(Currency currency, ZoneId timeZone) {
        return new TenantSettings(currency, timeZone, DayOfWeek.MONDAY, null, false, null, RESTATEMENT_DAYS,
                PacingBands.USUAL, ConflictRule.ASK, REQUESTS_PER_MINUTE);
    }

    /** @param maxPercent of what was there, 0 to 100; both bounds hold */
    public record AutoApprove(BigDecimal maxPercent, Money maxAmount) {}

    /** Spend as percent of plan: within {@code ok} it is on track, within {@code watch} it is to be watched. */
    public record PacingBands(Band ok, Band watch) {

        public static final PacingBands USUAL = new PacingBands(new Band(95, 105), new Band(85, 115));
    }

    /** From {@code least} to {@code most} percent, both included. */
    public record Band(int least, int most) {}

    /** Whose change holds. */
    public enum ConflictRule {
        OURS, PLATFORM, ASK
    }
}
