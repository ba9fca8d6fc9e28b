package org.mediaplanner.gateway.tenant;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.commands.tenant.SettingsChange;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.tenant.TenantSettings;
import org.mediaplanner.events.tenant.TenantSettings.AutoApprove;
import org.mediaplanner.events.tenant.TenantSettings.Band;
import org.mediaplanner.events.tenant.TenantSettings.ConflictRule;
import org.mediaplanner.gateway.command.CommandRequest.Shown;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.queries.projection.Stamped;

/** The shapes of what is asked and answered about an organisation. */
final class TenantBodies {

    private TenantBodies() {}

    @Schema(name = "Tenant")
    record TenantBody(TenantId id, @Schema(example = "3") long version,
            @Schema(example = "Northwind Media") String name,
            SettingsBody settings, Instant createdAt) {

        static TenantBody of(Stamped<Tenant> tenant) {
            return of(tenant.version(), tenant.state(), tenant.createdAt());
        }

        static Shown<TenantBody> after(Versioned<Tenant> tenant) {
            return new Shown<>(tenant.version(), of(tenant.version(), tenant.state(), tenant.createdAt()));
        }

        private static TenantBody of(long version, Tenant tenant, Instant createdAt) {
            return new TenantBody(tenant.id(), version, tenant.name(), SettingsBody.of(tenant.settings()), createdAt);
        }
    }

    /** The day on which a week begins. */
    enum WeekStart {
        MONDAY, SUNDAY
    }

    @Schema(name = "TenantSettings")
    record SettingsBody(@Schema(example = "EUR") Currency currency, @Schema(example = "Europe/Berlin") ZoneId timeZone,
            WeekStart weekStart, @Nullable Money approvalLimit, boolean fourEyes,
            @Nullable AutoApproveBody autoApprove, @Schema(example = "30") int restatementDays, PacingBody pacing,
            ConflictRule conflictRule, @Schema(example = "60000") int requestsPerMinute) {

        private static SettingsBody of(TenantSettings settings) {
            AutoApprove auto = settings.autoApprove();
            return new SettingsBody(settings.currency(), settings.timeZone(),
                    WeekStart.valueOf(settings.weekStart().name()), settings.approvalLimit(), settings.fourEyes(),
                    auto == null ? null : new AutoApproveBody(auto.maxPercent(), auto.maxAmount()),
                    settings.restatementDays(),
                    new PacingBody(list(settings.pacing().ok()), list(settings.pacing().watch())),
                    settings.conflictRule(), settings.requestsPerMinute());
        }

        private static List<Integer> list(Band band) {
            return List.of(band.least(), band.most());
        }
    }

    @Schema(name = "AutoApprove")
    record AutoApproveBody(@Schema(example = "10") BigDecimal maxPercent, Money maxAmount) {}

    /** Percentages of the plan, from and to. */
    @Schema(name = "PacingBands")
    record PacingBody(@Schema(example = "[95, 105]") List<Integer> ok,
            @Schema(example = "[85, 115]") List<Integer> watch) {}

    record TenantPatch(@Nullable Change<String> name, @Nullable SettingsPatch settings) {

        @Nullable
        Change<String> named() {
            if (name != null && name.value() == null) {
                throw Fault.malformed("name", "cannot be cleared").raised();
            }
            return name;
        }
    }

    record SettingsPatch(@Nullable Currency currency, @Nullable ZoneId timeZone, @Nullable WeekStart weekStart,
            @Nullable Change<Money> approvalLimit, @Nullable Boolean fourEyes,
            @Nullable Change<AutoApproveBody> autoApprove, @Nullable Integer restatementDays,
            @Nullable PacingPatch pacing, @Nullable ConflictRule conflictRule, @Nullable Integer requestsPerMinute) {

        SettingsChange change() {
            return new SettingsChange(currency, timeZone,
                    weekStart == null ? null : DayOfWeek.valueOf(weekStart.name()), approvalLimit, fourEyes,
                    auto(), restatementDays, pacing == null ? null : band("settings.pacing.ok", pacing.ok()),
                    pacing == null ? null : band("settings.pacing.watch", pacing.watch()), conflictRule,
                    requestsPerMinute);
        }

        private @Nullable Change<AutoApprove> auto() {
            if (autoApprove == null) {
                return null;
            }
            AutoApproveBody body = autoApprove.value();
            return Change.to(body == null ? null : new AutoApprove(body.maxPercent(), body.maxAmount()));
        }

        private static @Nullable Band band(String field, @Nullable List<Integer> bounds) {
            if (bounds == null) {
                return null;
            }
            if (bounds.size() != 2) {
                throw Fault.malformed(field, "must be two whole numbers").raised();
            }
            return new Band(bounds.getFirst(), bounds.getLast());
        }
    }

    record PacingPatch(@Nullable List<Integer> ok, @Nullable List<Integer> watch) {}
}
