package org.mediaplanner.commands.tenant;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantSettings;
import org.mediaplanner.events.tenant.TenantSettings.AutoApprove;
import org.mediaplanner.events.tenant.TenantSettings.Band;
import org.mediaplanner.events.tenant.TenantSettings.ConflictRule;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;

/** What is to be different in an organisation's settings; {@code null} leaves a setting as it is. */
public record SettingsChange(@Nullable Currency currency, @Nullable ZoneId timeZone, @Nullable DayOfWeek weekStart,
        @Nullable Change<Money> approvalLimit, @Nullable Boolean fourEyes, @Nullable Change<AutoApprove> autoApprove,
        @Nullable Integer restatementDays, @Nullable Band ok, @Nullable Band watch,
        @Nullable ConflictRule conflictRule, @Nullable Integer requestsPerMinute) {

    /** {@code settings} with what is different. */
    TenantSettings in(TenantSettings settings) {
        return new TenantSettings(Objects.requireNonNullElse(currency, settings.currency()),
                Objects.requireNonNullElse(timeZone, settings.timeZone()),
                Objects.requireNonNullElse(weekStart, settings.weekStart()),
                Change.apply(approvalLimit, settings.approvalLimit()),
                Objects.requireNonNullElse(fourEyes, settings.fourEyes()),
                Change.apply(autoApprove, settings.autoApprove()),
                Objects.requireNonNullElse(restatementDays, settings.restatementDays()),
                new PacingBands(Objects.requireNonNullElse(ok, settings.pacing().ok()),
                        Objects.requireNonNullElse(watch, settings.pacing().watch())),
                Objects.requireNonNullElse(conflictRule, settings.conflictRule()),
                Objects.requireNonNullElse(requestsPerMinute, settings.requestsPerMinute()));
    }
}
