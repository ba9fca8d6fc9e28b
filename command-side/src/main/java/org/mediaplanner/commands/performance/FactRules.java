package org.mediaplanner.commands.performance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.campaign.CampaignRegister.Entry;
import org.mediaplanner.commands.performance.PerformanceCommand.FactInput;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;

/** Reads a caller's rows as facts and says of each that is none what is wrong with it. */
final class FactRules {

    /** As long as a fact's period may be. */
    static final int PERIOD_DAYS = 366;
    static final int ROWS = 10_000;
    /** Beyond what can be counted in a day; keeps sums over years within 64 bits. */
    static final BigDecimal COUNT = BigDecimal.valueOf(1_000_000_000_000L);
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);

    private final Map<CampaignId, Entry> campaigns;
    private final LocalDate lastDay;
    private final List<Violation> violations = new ArrayList<>();

    /** @param lastDay the last day that has begun anywhere */
    FactRules(Map<CampaignId, Entry> campaigns, LocalDate lastDay) {
        this.campaigns = campaigns;
        this.lastDay = lastDay;
    }

    List<Violation> violations() {
        return violations;
    }

    List<Fact> facts(List<FactInput> rows) {
        List<Fact> facts = new ArrayList<>(rows.size());
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            FactInput row = rows.get(i);
            int before = violations.size();
            Entry campaign = campaigns.get(row.campaignId());
            if (campaign == null) {
                violations.add(Violation.atIndex(i, "campaignId", "there is no campaign " + row.campaignId()));
                continue;
            }
            check(seen.add(List.of(row.campaignId(), row.date())), i, "date", "the same campaign and day stands twice");
            check(!row.date().isBefore(FIRST_DAY) && !row.date().isAfter(lastDay), i, "date",
                    "must be from " + FIRST_DAY + " to today");
            check(row.periodDays() >= 1 && row.periodDays() <= PERIOD_DAYS, i, "periodDays",
                    "must be from 1 to " + PERIOD_DAYS);
            long impressions = count(row.impressions(), i, "impressions");
            long clicks = count(row.clicks(), i, "clicks");
            Money cost = money(row.cost(), campaign.currency(), i, "cost");
            BigDecimal conversions = conversions(row.conversions(), i);
            Money value = money(row.conversionValue(), campaign.currency(), i, "conversionValue");
            if (violations.size() == before) {
                facts.add(new Fact(row.campaignId(), row.date(),
                        new FactValues(row.periodDays(), impressions, clicks, cost, conversions, value)));
            }
        }
        return facts;
    }

    private long count(@Nullable BigDecimal count, int row, String field) {
        if (count == null) {
            return 0;
        }
        boolean whole = count.stripTrailingZeros().scale() <= 0;
        check(whole, row, field, "must be a whole number");
        check(count.signum() >= 0 && count.compareTo(COUNT) <= 0, row, field, "must be from 0 to " + COUNT);
        return whole && count.abs().compareTo(COUNT) <= 0 ? count.longValueExact() : 0;
    }

    private BigDecimal conversions(@Nullable BigDecimal conversions, int row) {
        BigDecimal given = conversions == null ? BigDecimal.ZERO : conversions;
        boolean fine = given.stripTrailingZeros().scale() <= FactValues.CONVERSION_DIGITS;
        check(fine, row, "conversions", "must have at most " + FactValues.CONVERSION_DIGITS + " decimals");
        check(given.signum() >= 0 && given.compareTo(COUNT) <= 0, row, "conversions", "must be from 0 to " + COUNT);
        return fine ? given.setScale(FactValues.CONVERSION_DIGITS, RoundingMode.UNNECESSARY) : BigDecimal.ZERO;
    }

    private Money money(@Nullable Money money, Currency currency, int row, String field) {
        if (money == null) {
            return Money.zero(currency);
        }
        check(money.currency().equals(currency), row, field + ".currency", "must be the campaign's " + currency);
        check(!money.isNegative(), row, field + ".amount", "must not be negative");
        check(money.amount().abs().compareTo(COUNT) <= 0, row, field + ".amount", "must be at most " + COUNT);
        return money;
    }

    private void check(boolean holds, int row, String field, String message) {
        if (!holds) {
            violations.add(Violation.atIndex(row, field, message));
        }
    }
}
