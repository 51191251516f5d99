/**
 * People by reference pictures: read, averaged, saved.
 *
 * <p>FPGA (arXiv 2408.09248, the section on global and local identity features): the global feature
 * of a person is the L2-normalised mean of the references' embeddings, the local features are patch
 * features of the face crop. Their mean over references and the file of a saved person are our
 * definition.
 */
package io.github.fpga.pipelines.people;
