package org.mediaplanner.gateway.input;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.money.Money;
import tools.jackson.databind.JsonNode;

/** Money as callers write it: {@code {"amount": "1234.56", "currency": "EUR"}}, plain decimal text. */
final class Amounts {

    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

    /** As of a measured value of a day; sums of several of them still fit into an amount. */
    private static final BigDecimal MOST = BigDecimal.TEN.pow(12);

    private Amounts() {}

    /** The money in {@code node}, {@code null} where something is wrong with it, which {@code findings} then says. */
    static @Nullable Money read(JsonNode node, String path, Findings findings) {
        if (!node.isObject()) {
            findings.malformed(path, "must be an object of amount and currency");
            return null;
        }
        node.propertyNames().stream().filter(name -> !name.equals("amount") && !name.equals("currency"))
                .forEach(name -> findings.malformed(path + "." + name, "is not known here"));
        BigDecimal amount = amount(node.get("amount"), path + ".amount", findings);
        Currency currency = currency(node.get("currency"), path + ".currency", findings);
        if (amount == null || currency == null) {
            return null;
        }
        return Money.of(amount, currency);
    }

    private static @Nullable BigDecimal amount(@Nullable JsonNode node, String path, Findings findings) {
        if (node == null || node.isNull()) {
            findings.malformed(path, "is required");
        } else if (!node.isString() || !PLAIN.matcher(node.stringValue()).matches()) {
            findings.malformed(path, "must be plain decimal text such as \"1234.56\"");
        } else {
            BigDecimal amount = new BigDecimal(node.stringValue());
            if (amount.abs().compareTo(MOST) > 0) {
                findings.broken(path, "must be at most " + MOST.toPlainString());
            } else if (amount.scale() > Money.MICRO_DIGITS) {
                findings.broken(path, "must have at most " + Money.MICRO_DIGITS + " decimals");
            } else {
                return amount;
            }
        }
        return null;
    }

    private static @Nullable Currency currency(@Nullable JsonNode node, String path, Findings findings) {
        if (node == null || node.isNull()) {
            findings.malformed(path, "is required");
            return null;
        }
        try {
            return Texts.currency(node.isString() ? node.stringValue() : "");
        } catch (Unfit unfit) {
            findings.found(path, unfit);
            return null;
        }
    }
}
