package io.github.fpga.training.distributed;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;

/** What carries tensors between processes: Gloo from memory, NCCL from GPU to GPU. */
final class Backends implements AutoCloseable {

  private final Store store;
  private final Rendezvous self;
  private final Backend gloo;
  private Backend nccl;

  /**
   * Connects every process with every other; the store stays the caller's. (It is not wrapped in a
   * PrefixStore: in this binding the wrapper frees a store that it does not own.)
   */
  Backends(Store store, Rendezvous self) {
    this.store = store;
    this.self = self;
    ProcessGroupGloo.Options options = ProcessGroupGloo.Options.create(millis(self.timeout()));
    GlooDeviceVector devices = new GlooDeviceVector();
    devices.push_back(ProcessGroupGloo.createDeviceForHostname(ownAddress(self)));
    options.devices(devices);
    gloo = new ProcessGroupGloo(store, self.rank(), self.worldSize(), options);
  }

  static Milliseconds millis(Duration time) {
    return new Milliseconds(time.toMillis());
  }

  /** This machine's address on the way to rank 0; connecting a datagram socket sends nothing. */
  private static String ownAddress(Rendezvous self) {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress master = InetAddress.getByName(self.masterAddress());
      socket.connect(new InetSocketAddress(master, self.masterPort()));
      return socket.getLocalAddress().getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "MASTER_ADDR is '%s', which no name server knows: give the host of rank 0"
              .formatted(self.masterAddress()),
          e);
    } catch (IOException e) {
      throw new DistributedException(
          "%s: no way to rank 0 at %s: %s".formatted(self.name(), self.place(), e.getMessage()), e);
    }
  }

  /** Whether tensors on a GPU can go from GPU to GPU: only the presets for GPUs bring NCCL. */
  static boolean hasNccl() {
    try {
      Loader.load(ProcessGroupNCCL.class);
      return true;
    } catch (LinkageError | TypeNotPresentException e) {
      return false;
    }
  }

  /** The backend for a tensor; where it is Gloo, a tensor on a GPU goes through memory. */
  Backend of(Tensor tensor) {
    if (!tensor.is_cuda() || (nccl == null && !hasNccl())) {
      return gloo;
    }
    if (nccl == null) {
      nccl = new ProcessGroupNCCL(store, self.rank(), self.worldSize());
      nccl.setTimeout(millis(self.timeout()));
    }
    return nccl;
  }

  /** Whether a tensor must be copied to memory first. */
  boolean needsCopy(Tensor tensor) {
    return tensor.is_cuda() && of(tensor) == gloo;
  }

  @Override
  public void close() {
    if (nccl != null) {
      nccl.shutdown();
      nccl.close();
    }
    gloo.close();
  }
}
