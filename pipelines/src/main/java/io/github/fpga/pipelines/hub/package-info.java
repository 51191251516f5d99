/**
 * Files of public models from a hub that speaks Hugging Face's protocol, kept in the cache that all
 * of its libraries share: {@link io.github.fpga.pipelines.hub.HubDownloads} is where to start.
 *
 * <p>Nothing half-downloaded is ever visible under a file's name: bytes go to {@code
 * blobs/ETAG.incomplete}, are checked by length and hash, and are then moved. The layout is that of
 * "Hub Local Cache" (huggingface.co/docs/hub/local-cache), the variables those of huggingface_hub.
 */
package io.github.fpga.pipelines.hub;
