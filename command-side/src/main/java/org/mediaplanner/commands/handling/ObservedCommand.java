package org.mediaplanner.commands.handling;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands.KeyInUse;
import org.mediaplanner.commands.Commands.KeyReused;
import org.mediaplanner.commands.Commands.Outcome;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.events.Metadata;

/** How a command went, for whoever measures: its kind, how it ended, and whether it had to be tried again. */
final class ObservedCommand {

    private static final String NAME = "mediaplanner.command";
    private static final String NONE = "none";

    private final Map<String, Object> metadata = new HashMap<>();
    private final Observation observation;
    private boolean retried;

    private ObservedCommand(String kind, ObservationRegistry registry) {
        this.observation = Observation.createNotStarted(NAME, this::sending, registry)
                .contextualName("command " + kind).lowCardinalityKeyValue("command", kind);
    }

    /** Where traces are taken, the command tells its events where in which it was given. */
    private Observation.Context sending() {
        SenderContext<Map<String, Object>> context = new SenderContext<>((carrier, key, value) -> {
            if (carrier != null && key.equals(Metadata.TRACEPARENT)) {
                carrier.put(key, value);
            }
        });
        context.setCarrier(metadata);
        return context;
    }

    static ObservedCommand of(Command<?> command, ObservationRegistry registry) {
        return new ObservedCommand(command.getClass().getSimpleName(), registry);
    }

    /** What its message says beside who gave it. */
    Map<String, Object> metadata() {
        return metadata;
    }

    /** The attempt lost a race; there will be another. */
    void lost() {
        retried = true;
    }

    <R> Outcome<R> watch(Supplier<Outcome<R>> work) {
        observation.start();
        try (Observation.Scope _ = observation.openScope()) {
            Outcome<R> outcome = work.get();
            ended(outcome.replayed() ? "replayed" : "ok", NONE);
            return outcome;
        } catch (Refusal refused) {
            ended(refused.isPassing() ? "contention" : "refused", refused.code());
            throw refused;
        } catch (KeyInUse | KeyReused refused) {
            ended("refused", refused instanceof KeyInUse ? "key-in-use" : "key-reused");
            throw refused;
        } catch (RuntimeException | Error failure) {
            ended("failed", NONE);
            observation.error(failure);
            throw failure;
        } finally {
            observation.stop();
        }
    }

    private void ended(String outcome, String code) {
        observation.lowCardinalityKeyValues(KeyValues.of(KeyValue.of("outcome", outcome), KeyValue.of("code", code),
                KeyValue.of("retried", Boolean.toString(retried))));
    }
}
