import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../capture.mjs';
import { Problem } from '../problem.mjs';
import { cached } from './cache.mjs';
import { program } from './find-program.mjs';

const INSTALL = 'npm run setup:system (as root on Debian), or install a JRE of Java 17 and Maven';
export const JAVA = program('java', INSTALL);
export const MAVEN = program('mvn', INSTALL);

const pom = ({ group, artifact, version }) => `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>featlab</groupId><artifactId>services</artifactId><version>1</version>
<dependencies><dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency></dependencies>
</project>`;

/** An artifact of Maven Central with all that it stands on. Answers the folder of the jars. */
export function mavenJars(name, artifact) {
  return cached(`maven-${name}`, pom(artifact), async (folder) => {
    writeFileSync(join(folder, 'pom.xml'), pom(artifact));
    const args = ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`];
    const { code, stdout, stderr } = await capture('mvn', args, { cwd: folder });
    if (code !== 0)
      throw new Problem(
        `Maven could not bring ${name}: ${(stdout + stderr).trim().slice(-1000)}`,
        'check the network, and run the same command',
      );
  });
}
