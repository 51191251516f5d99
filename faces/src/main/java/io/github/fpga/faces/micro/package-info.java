/**
 * Face models of the micro family: small convolutional networks trained from scratch on
 * PortraitWorld by this project's own recipes. All definitions in this package are ours.
 */
package io.github.fpga.faces.micro;
