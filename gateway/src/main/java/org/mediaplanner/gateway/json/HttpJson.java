package org.mediaplanner.gateway.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Currency;
import org.mediaplanner.events.money.Money;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How answers are written: what is not there is left out, money is decimal text, decimals are plain. */
@Component
public class HttpJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    usual -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addModule(new SimpleModule()
                    .addSerializer(new MoneyText())
                    .addSerializer(new PlainDecimal())
                    .addSerializer(new CurrencyCode())
                    .addSerializer(new ZoneName()))
            // Decimals of trees, which no serializer sees.
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    public JsonMapper mapper() {
        return mapper;
    }

    public byte[] write(Object body) {
        return mapper.writeValueAsBytes(body);
    }

    public JsonNode tree(Object body) {
        return mapper.valueToTree(body);
    }

    private static final class MoneyText extends StdSerializer<Money> {

        MoneyText() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty("amount", money.toPlainString());
            json.writeStringProperty("currency", money.currency().getCurrencyCode());
            json.writeEndObject();
        }
    }

    private static final class PlainDecimal extends StdSerializer<BigDecimal> {

        PlainDecimal() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal decimal, JsonGenerator json, SerializationContext context) {
            BigDecimal shortest = decimal.stripTrailingZeros();
            json.writeNumber(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
        }
    }

    private static final class CurrencyCode extends StdSerializer<Currency> {

        CurrencyCode() {
            super(Currency.class);
        }

        @Override
        public void serialize(Currency currency, JsonGenerator json, SerializationContext context) {
            json.writeString(currency.getCurrencyCode());
        }
    }

    private static final class ZoneName extends StdSerializer<ZoneId> {

        ZoneName() {
            super(ZoneId.class);
        }

        @Override
        public void serialize(ZoneId zone, JsonGenerator json, SerializationContext context) {
            json.writeString(zone.getId());
        }
    }
}
