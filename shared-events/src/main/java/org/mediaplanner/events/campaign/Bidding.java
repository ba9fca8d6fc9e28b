package org.mediaplanner.events.campaign;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.money.Money;

/**
 * How the platform is to bid.
 *
 * @param strategy the platform's own name for it, as {@code TARGET_CPA}
 * @param target the cost aimed at for a result, where the strategy has one
 * @param targetRoas conversion value aimed at for a unit of cost, where the strategy has one
 */
public record Bidding(String strategy, @Nullable Money target, @Nullable BigDecimal targetRoas) {}
