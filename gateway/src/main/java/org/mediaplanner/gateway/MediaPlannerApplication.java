package org.mediaplanner.gateway;

import java.util.Arrays;
import org.mediaplanner.commands.CommandSideModule;
import org.mediaplanner.eventstore.EventStoreModule;
import org.mediaplanner.gateway.consistency.CheckCommand;
import org.mediaplanner.queries.QuerySideModule;
import org.mediaplanner.sagas.SagasModule;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The product: every module behind one door. Data sources and migrations are the modules' own. */
@SpringBootApplication(exclude = {DataSourceAutoConfiguration.class, R2dbcAutoConfiguration.class})
@Import({EventStoreModule.class, CommandSideModule.class, QuerySideModule.class, SagasModule.class})
public class MediaPlannerApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(CheckCommand.NAME)) {
            System.exit(CheckCommand.run(Arrays.copyOfRange(args, 1, args.length), System.out));
        }
        SpringApplication.run(MediaPlannerApplication.class, args);
    }
}
