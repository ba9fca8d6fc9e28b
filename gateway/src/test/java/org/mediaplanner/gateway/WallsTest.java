package org.mediaplanner.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom: the floors of the house. */
class WallsTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter().withImportOption(
            new ImportOption.DoNotIncludeTests()).importPackages("org.mediaplanner");

    @Test
    void each_module_knows_only_those_below_it_and_the_two_sides_never_see_each_other() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("gateway").definedBy("org.mediaplanner.gateway..")
                .layer("sagas").definedBy("org.mediaplanner.sagas..")
                .layer("command side").definedBy("org.mediaplanner.commands..")
                .layer("query side").definedBy("org.mediaplanner.queries..")
                .layer("event store").definedBy("org.mediaplanner.eventstore..")
                .layer("events").definedBy("org.mediaplanner.events..")
                .whereLayer("gateway").mayNotBeAccessedByAnyLayer()
                .whereLayer("sagas").mayOnlyBeAccessedByLayers("gateway")
                .whereLayer("command side").mayOnlyBeAccessedByLayers("sagas", "gateway")
                .whereLayer("query side").mayOnlyBeAccessedByLayers("sagas", "gateway")
                .whereLayer("event store").mayOnlyBeAccessedByLayers("command side", "query side", "sagas", "gateway")
                .check(PRODUCT);
    }

    @Test
    void the_events_know_no_framework_but_annotations() {
        classes().that().resideInAPackage("org.mediaplanner.events..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.mediaplanner.events..", "com.fasterxml.jackson.annotation..",
                        "org.jspecify.annotations..")
                .check(PRODUCT);
    }

    @Test
    void the_door_only_translates_and_never_touches_a_database() {
        noClasses().that().resideInAPackage("org.mediaplanner.gateway..")
                .and().resideOutsideOfPackages("org.mediaplanner.gateway.health..",
                        "org.mediaplanner.gateway.problem..", "org.mediaplanner.gateway.tracing..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..",
                        "org.springframework.r2dbc..", "io.r2dbc..", "org.axonframework..")
                .check(PRODUCT);
    }

    @Test
    void what_handles_is_hidden_behind_what_is_published() {
        noClasses().that().haveSimpleNameEndingWith("Decider").or().haveSimpleNameEndingWith("Controller")
                .or(areImplementationsOf("org.mediaplanner.queries.projection.Projection"))
                .or(areImplementationsOf("org.mediaplanner.queries.reading.QueryHandlers"))
                .or(areImplementationsOf("org.mediaplanner.eventstore.processing.BatchListener"))
                .should().bePublic().check(PRODUCT);
    }

    @Test
    void commands_go_through_the_bus_and_never_straight_to_who_carries_them_out() {
        noClasses().that().resideInAnyPackage("org.mediaplanner.gateway..", "org.mediaplanner.sagas..")
                .should().dependOnClassesThat(
                        areImplementationsOf("org.mediaplanner.commands.handling.CommandFamily"))
                .check(PRODUCT);
    }

    private static DescribedPredicate<JavaClass> areImplementationsOf(String type) {
        assertThat(PRODUCT.contain(type)).as(type).isTrue();
        return DescribedPredicate.describe("implement " + type,
                javaClass -> !javaClass.isInterface() && javaClass.isAssignableTo(type));
    }

    @Test
    void no_package_is_a_drawer_for_anything() {
        noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..",
                "..impl..").check(PRODUCT);
    }

    @Test
    void no_name_says_nothing() {
        noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Manager")
                .orShould().haveSimpleNameEndingWith("Impl").check(PRODUCT);
    }
}
