package org.mediaplanner.gateway.health;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.mediaplanner.gateway.health.Asked.Figure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Gauges that are asked for when they are scraped, and absent while nobody answers: an old figure would look as good as
 * a new one.
 */
@Component
class AskedGauges {

    private static final Logger LOG = LoggerFactory.getLogger(AskedGauges.class);

    /** Scrapers that come together are answered from one look. */
    private static final Duration FRESH = Duration.ofMillis(500);
    /** Less than any scraper waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Mono<Void> refreshed;

    AskedGauges(List<Asked> sources, MeterRegistry registry) {
        this.refreshed = Flux.fromIterable(sources.stream().map(source -> new Source(source, registry)).toList())
                .flatMap(Source::refresh).then().cache(FRESH);
    }

    /** When all gauges show what is now, or are absent. Never fails. */
    Mono<Void> refreshed() {
        return refreshed;
    }

    private static final class Source {

        private final Asked asked;
        private final Map<String, MultiGauge> gauges;

        Source(Asked asked, MeterRegistry registry) {
            this.asked = asked;
            this.gauges = asked.gauges().entrySet().stream().collect(toMap(Map.Entry::getKey,
                    gauge -> MultiGauge.builder(gauge.getKey()).description(gauge.getValue()).register(registry)));
        }

        Mono<Void> refresh() {
            return Mono.fromCallable(asked::ask).subscribeOn(Schedulers.boundedElastic()).timeout(PATIENCE)
                    .onErrorResume(away -> {
                        LOG.debug("{} does not answer", asked, away);
                        return Mono.just(List.of());
                    }).doOnNext(this::show).then();
        }

        private synchronized void show(List<Figure> figures) {
            gauges.forEach((name, gauge) -> gauge.register(figures.stream()
                    .filter(figure -> figure.gauge().equals(name))
                    .map(figure -> MultiGauge.Row.of(figure.tags(), figure.value())).toList(), true));
        }
    }
}
