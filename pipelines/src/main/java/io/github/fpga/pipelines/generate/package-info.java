/**
 * Portraits of several people from a prompt, reference pictures and regions: RepControlNet (arXiv
 * 2408.09240) in skeleton mode, identities bound to regions by MGMICA, small faces restored by DIIR
 * (FPGA, arXiv 2408.09248, the overview of the method).
 */
package io.github.fpga.pipelines.generate;
