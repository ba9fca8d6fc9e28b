package org.mediaplanner.sandbox;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** What the sandbox adds to the product. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
class SandboxModule {}
