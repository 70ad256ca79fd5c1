"""Methods that the experiments share: coalitions, contours, nearest points, sensitivity."""
